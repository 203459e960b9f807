import type { Translated } from '../../i18n/translated'

export const mapEn = { title: 'Segment map' }
export const mapZh: Translated<typeof mapEn> = { title: '段地图' }

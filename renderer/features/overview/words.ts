import type { Translated } from '../../i18n/translated'

export const overviewEn = { reading: 'Reading the store' }
export const overviewZh: Translated<typeof overviewEn> = { reading: '正在读取存储' }

import type { Translated } from '../../i18n/translated'

export const findingsEn = { title: 'Findings' }
export const findingsZh: Translated<typeof findingsEn> = { title: '发现' }

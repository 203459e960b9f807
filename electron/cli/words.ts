import type { Lang } from '../../shared/contract/schemas'
import { en } from './words-en'
import { zh } from './words-zh'

export type Words = typeof en

export const words: Readonly<Record<Lang, Words>> = { en, zh }

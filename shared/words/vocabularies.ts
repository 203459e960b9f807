import { en } from './en'
import type { Lang } from './lang'
import type { Vocabulary } from './vocabulary'
import { zh } from './zh'

export const vocabularies: Readonly<Record<Lang, Vocabulary>> = { en, zh }

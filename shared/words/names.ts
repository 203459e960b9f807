import type { Lang } from './lang'
import { vocabularies } from './vocabularies'
import type { Names } from './vocabulary'

/** Short names of severities, classes, steps, reasons and states. */
export const namesIn = (lang: Lang): Names => vocabularies[lang].names

/**
 * The shape a translation must have: every key of the English text, none more. Chinese has one plural form, so keys that
 * exist for the English singular (`…_one`) are left out.
 */
export type Translated<T> = {
  readonly [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string ? string : Translated<T[K]>
}

/** The two languages every sentence exists in. */
export type Lang = 'en' | 'zh'

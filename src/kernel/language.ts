/** The six languages of the house, in the order people choose from; content may be in any other too. */
export const LANGUAGES = ['en', 'zh', 'fr', 'es', 'ru', 'ar'] as const
export type Language = (typeof LANGUAGES)[number]

/** Each language's name in itself: a person who cannot read the page must find her own. */
export const OWN_NAME: Record<Language, string> = {
  en: 'English',
  zh: '中文',
  fr: 'Français',
  es: 'Español',
  ru: 'Русский',
  ar: 'العربية',
}

export const isLanguage = (text: string): text is Language => (LANGUAGES as readonly string[]).includes(text)
export const directionOf = (language: string): 'rtl' | 'ltr' =>
  /^(ar|fa|he|ur|ps|dv|yi)\b/.test(language) ? 'rtl' : 'ltr'

/** The same words in several languages: a hall's name, a theme. Keys are BCP 47 tags. */
export type Wording = Readonly<Record<string, string>>

/** The wording in a reader's language, else in English, else in the first there is; with the language it is in. */
export function inLanguage(wording: Wording, language: string): { text: string; lang: string } {
  for (const lang of [language, 'en', ...Object.keys(wording)]) {
    const text = wording[lang]
    if (text) return { text, lang }
  }
  return { text: '', lang: language }
}

/** Letters without marks and case, so that "cote d'ivoire" finds Côte d’Ivoire and "peru" Perú. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\u0640]/gu, '')
    .replace(/[’ʼ`´]/g, "'")
    .replace(/[أإآٱ]/g, 'ا')
    .toLowerCase()
    .trim()

/** The best of the six for an Accept-Language header, else English. */
export function preferredLanguage(header: string | undefined): Language {
  const wishes = (header ?? '')
    .split(',')
    .map((wish) => {
      const [tag = '', quality = 'q=1'] = wish.trim().split(';')
      return { tag: tag.slice(0, 2).toLowerCase(), q: Number(quality.trim().slice(2)) || 0 }
    })
    .sort((a, b) => b.q - a.q)
  for (const { tag } of wishes) if (isLanguage(tag)) return tag
  return 'en'
}

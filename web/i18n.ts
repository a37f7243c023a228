/** The dashboard's languages: which there are, which one is used, and how its words are loaded. */
import { i18n } from '@lingui/core'

export const LANGUAGES = { en: 'English', de: 'Deutsch', es: 'Español' } as const
export type Language = keyof typeof LANGUAGES

const CATALOGS = {
  en: () => import('./messages/en.po'),
  de: () => import('./messages/de.po'),
  es: () => import('./messages/es.po'),
  'en-XA': () => import('./messages/en-XA.po'),
}
const KEY = 'switchboard.language'

/** Loads a language's words and shows them. `en-XA` is the pseudo-locale: long and accented, to find what does not fit. */
export async function speak(language: keyof typeof CATALOGS): Promise<void> {
  const { messages } = await CATALOGS[language]()
  i18n.loadAndActivate({ locale: language, messages })
  document.documentElement.lang = language
  localStorage.setItem(KEY, language)
}

/** Before it is known who is there: the language of last time, else of the browser, else English. */
export function firstLanguage(): keyof typeof CATALOGS {
  const wanted = [localStorage.getItem(KEY), ...navigator.languages.map((tag) => tag.slice(0, 2)), 'en']
  return wanted.find(isKnown) ?? 'en'
}

export function isLanguage(tag: string): tag is Language {
  return tag in LANGUAGES
}

function isKnown(tag: string | null): tag is keyof typeof CATALOGS {
  return tag !== null && tag in CATALOGS
}

/** The language shown now, as accounts keep it; the pseudo-locale counts as English. */
export function currentLanguage(): Language {
  return isLanguage(i18n.locale) ? i18n.locale : 'en'
}

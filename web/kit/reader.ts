/** Who reads the screen: their timezone, hour style and language, which every shown time and number follows (U2). */
import { createContext, useContext } from 'react'

export interface Reader {
  timezone: string
  timeFormat: '12h' | '24h'
  language: string
}

/** Before sign-in nobody is known: the browser's own zone and habits. */
export const BROWSER_READER: Reader = {
  timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  timeFormat: Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions().hour12 ? '12h' : '24h',
  language: 'en',
}

export const ReaderContext = createContext<Reader>(BROWSER_READER)

export function useReader(): Reader {
  return useContext(ReaderContext)
}

/** Numbers as the reader writes them, e.g. `useNumber()(12345)` → `12,345`. */
export function useNumber(): (value: number, options?: Intl.NumberFormatOptions) => string {
  const { language } = useReader()
  return (value, options) => new Intl.NumberFormat(language, options).format(value)
}

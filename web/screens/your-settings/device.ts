/** Reads from what a browser calls itself which browser and system it is, in words people know. */

const BROWSERS = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS|Chromium)\//],
  ['Safari', /\bSafari\//],
] as const

const SYSTEMS = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
] as const

export interface Device {
  /** "Firefox · Linux"; a program's own first word where it is no browser we know */
  words: string
  isPhone: boolean
}

export function deviceOf(userAgent: string): Device {
  const browser = BROWSERS.find(([, sign]) => sign.test(userAgent))?.[0]
  const system = SYSTEMS.find(([, sign]) => sign.test(userAgent))?.[0]
  const program = userAgent.split(/[\s/]/)[0]
  const words = [browser, system].filter(Boolean).join(' · ') || program || '?'
  return { words, isPhone: system === 'iPhone' || system === 'Android' }
}

/** Countries by their two letters, as a language calls them. */
import { getCountries, getCountryCallingCode } from 'libphonenumber-js/min'

export function countryNames(language: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([language], { type: 'region' })
  return getCountries()
    .map((code) => ({ value: code, label: `${names.of(code) ?? code} (+${getCountryCallingCode(code)})` }))
    .sort((one, other) => one.label.localeCompare(other.label, language))
}

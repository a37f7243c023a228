/** Where the dashboard's words are found and which languages they are kept in. */
import { defineConfig } from '@lingui/cli'

export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'de', 'es', 'en-XA'],
  pseudoLocale: 'en-XA',
  fallbackLocales: { default: 'en' },
  catalogs: [{ path: '<rootDir>/web/messages/{locale}', include: ['<rootDir>/web'] }],
})

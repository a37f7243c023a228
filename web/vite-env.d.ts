/** What the bundler adds to the language: CSS modules, and message catalogs as modules. */
/// <reference types="vite/client" />

declare module '*.po' {
  import type { Messages } from '@lingui/core'

  export const messages: Messages
}

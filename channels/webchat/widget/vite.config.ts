/** Builds the widget into dist/widget: one script for any site, and beside it the bot's own page and its font. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const FILES = {
  'chat.html': here('./chat.html'),
  'inter.woff2': here('../../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'),
} as const

export default defineConfig({
  root: here('.'),
  plugins: [inPlainLetters(), withFiles()],
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: here('../../../dist/widget'),
    emptyOutDir: true,
    target: 'es2022',
    lib: { entry: here('./widget.ts'), formats: ['iife'], name: 'SwitchboardWidget', fileName: () => 'widget.js' },
  },
})

/** A page that does not say its charset would garble every other letter, so the script holds none. */
function inPlainLetters(): Plugin {
  return {
    name: 'switchboard-widget-plain-letters',
    generateBundle(_options, bundle) {
      for (const part of Object.values(bundle)) {
        if (part.type !== 'chunk') continue
        part.code = part.code.replace(/[^\0-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
      }
    },
  }
}

function withFiles(): Plugin {
  return {
    name: 'switchboard-widget-files',
    generateBundle() {
      for (const [fileName, path] of Object.entries(FILES)) {
        this.emitFile({ type: 'asset', fileName, source: readFileSync(path) })
      }
    },
  }
}

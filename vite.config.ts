/** Builds the dashboard in web/ into dist/web, which the server serves at "/". */
import { fileURLToPath } from 'node:url'
import { lingui, linguiTransformerBabelPreset } from '@lingui/vite-plugin'
import babel from '@rolldown/plugin-babel'
import react from '@vitejs/plugin-react'
import presetMantine from 'postcss-preset-mantine'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('./web'),
  plugins: [
    react(),
    lingui({ configPath: here('./lingui.config.ts'), failOnCompileError: true }),
    babel({ presets: [linguiTransformerBabelPreset({}, { configPath: here('./lingui.config.ts') })] }),
  ],
  css: { postcss: { plugins: [presetMantine()] } },
  build: { outDir: here('./dist/web'), emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
  server: { proxy: { '^/(api|files)/': process.env.SWITCHBOARD_URL ?? 'http://localhost:3000' } },
})

/** The dashboard's words: each is there in every language, and the pseudo-locale can be built from them. */
import { join } from 'node:path'
import { getCatalogs } from '@lingui/cli/api'
import { getConfig } from '@lingui/conf'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const config = getConfig({ cwd: ROOT, configPath: join(ROOT, 'lingui.config.ts') })

async function catalog() {
  const [found] = await getCatalogs(config)
  if (!found) throw new Error('lingui.config.ts names no catalog')
  return found
}

describe('messages', () => {
  it.each(['de', 'es'])('are all translated into %s', async (locale) => {
    const messages = await (await catalog()).read(locale)
    const missing = Object.values(messages ?? {}).filter((entry) => !entry.obsolete && !entry.translation)
    expect(missing.map((entry) => entry.message)).toEqual([])
  })

  it('are collected: every word in the code is in the English catalog', async () => {
    const kept = Object.keys((await (await catalog()).read('en')) ?? {})
    const used = Object.keys((await (await catalog()).collect()) ?? {})
    expect(used.filter((id) => !kept.includes(id))).toEqual([])
  })

  it('build the pseudo-locale, longer and accented', async () => {
    const { messages, missing } = await (await catalog()).getTranslations('en-XA', {
      sourceLocale: 'en',
      fallbackLocales: config.fallbackLocales,
    })
    expect(Object.keys(messages).length).toBeGreaterThan(100)
    expect(missing).toEqual([])
  })
})

/** The dashboard's words: each is there in every language, and the pseudo-locale can be built from them. */
import { join } from 'node:path'
import { getCatalogs } from '@lingui/cli/api'
import { getConfig } from '@lingui/conf'
import { describe, expect, it } from 'vitest'

/** What is the same word in another language, or an example that stays as it is. */
const SAME = [
  'mia@example.com, adam@example.com',
  'Team: {lastText}',
  'Version {number}',
  '{bots, plural, one {# bot} other {# bots}}',
  '{count, plural, one {# bot} other {# bots}}',
]
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

  it.each(['de', 'es'])('hold no English that was left over in %s', async (locale) => {
    const messages = Object.values((await (await catalog()).read(locale)) ?? {})
    const left = messages.map(({ message = '', translation }) => (message === translation ? message : ''))
    expect(left.filter((message) => message.length > 12 && !SAME.includes(message))).toEqual([])
  })

  it.each(['de', 'es'])('keep their values and links in %s', async (locale) => {
    const messages = Object.values((await (await catalog()).read(locale)) ?? {})
    const lost = messages.filter(({ message, translation }) => partsOf(message) !== partsOf(translation))
    expect(lost.map(({ translation }) => translation)).toEqual([])
  })

  it('are collected: every word in the code is in the English catalog', async () => {
    const kept = Object.keys((await (await catalog()).read('en')) ?? {})
    const used = Object.keys((await (await catalog()).collect()) ?? {})
    expect(used.filter((id) => !kept.includes(id))).toEqual([])
    // It reads every file of the code, which a busy machine does slowly.
  }, 60_000)

  it('build the pseudo-locale, longer and accented', async () => {
    const { messages, missing } = await (await catalog()).getTranslations('en-XA', {
      sourceLocale: 'en',
      fallbackLocales: config.fallbackLocales,
    })
    expect(Object.keys(messages).length).toBeGreaterThan(100)
    expect(missing).toEqual([])
  })
})

/** The values, counts and tags of a message, as one text. */
function partsOf(message = ''): string {
  return (message.match(/<\/?\d+\/?>|\{\w+(?=[,}])|#/g) ?? []).toSorted().join(' ')
}

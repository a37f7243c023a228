/** One suite over every channel: what is listed is there, and what is there is listed. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Outgoing, Recipient } from './channel.ts'
import { speakersWith } from './channels.ts'
import { CHANNEL_DEFINITIONS } from './definitions.ts'

const channels = speakersWith({ publishToVisitor: () => {} })
const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory())

describe('the channels', () => {
  it('are the same in both lists and in the folders', () => {
    const names = folders.map(({ name }) => name).sort()
    expect([...channels.keys()].sort()).toEqual(names)
    expect(CHANNEL_DEFINITIONS.map(({ name }) => name).sort()).toEqual(names)
  })

  it.each([...channels.keys()])('%s has an icon and a page about itself', (name) => {
    for (const file of ['icon.svg', 'README.md']) expect(existsSync(join(import.meta.dirname, name, file))).toBe(true)
  })
})

describe('web chat', () => {
  it('hands the message to the visitor it is for', async () => {
    const heard: Array<{ to: Recipient; message: Outgoing }> = []
    const webchat = speakersWith({ publishToVisitor: (to, message) => void heard.push({ to, message }) }).get('webchat')
    const to = { workspaceId: 'acme', botId: 'hal', address: 'ann' }
    const message: Outgoing = {
      id: 'm1',
      seq: 1,
      author: 'bot',
      name: null,
      content: { kind: 'text', text: 'Hello' },
      at: '2026-07-01T07:30:00Z',
    }
    expect(await webchat?.send(message, to)).toEqual({ ok: true })
    expect(heard).toEqual([{ to, message }])
  })
})

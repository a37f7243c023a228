/** A conversation against a chat that answers, stumbles and forgets. */
import { describe, expect, it, vi } from 'vitest'
import { TEXT_LIMIT } from '../../../shared/messages.ts'
import { type ChatApi, Refused } from './chat-api.ts'
import { LONGEST_TEXT } from './composer.tsx'
import type { StreamEvent } from './event-stream.ts'
import { memoryFor } from './memory.ts'
import { newId, startTalk } from './talk.ts'
import type { Incoming, Message } from './wire.ts'

function theChat() {
  const sent: Array<{ id: string; content: Incoming }> = []
  const messages: Message[] = []
  const visitors: string[] = []
  let hear: (event: StreamEvent) => void = () => undefined
  const chat = {
    sent,
    messages,
    visitors,
    refusal: null as number | null,
    say(seq: number) {
      const one: Message = {
        id: `m${seq}`,
        seq,
        author: 'bot',
        name: null,
        said: { kind: 'text', text: 'Hello' },
        at: '2026-03-10T12:00:00Z',
      }
      messages.push(one)
      return one
    },
    tell: (seq: number) => hear({ event: 'message', data: JSON.stringify({ ...wire, id: `m${seq}`, seq }) }),
  }
  const wire = { author: 'bot', name: null, content: { kind: 'text', text: 'Hello' }, at: '2026-03-10T12:00:00Z' }
  const api: ChatApi = {
    about: () => Promise.reject(new Refused(404)),
    async newVisitor() {
      visitors.push(`visitor-${visitors.length + 1}`)
      return visitors.at(-1) ?? ''
    },
    async send(_visitor, id, content) {
      if (chat.refusal) throw new Refused(chat.refusal)
      sent.push({ id, content })
    },
    upload: () => Promise.reject(new Refused(415)),
    async since(visitor, seq) {
      if (!visitors.includes(visitor)) throw new Refused(404)
      return messages.filter((one) => one.seq > seq)
    },
    async *live(_visitor, signal, onOpen) {
      onOpen()
      while (!signal.aborted) yield await new Promise<StreamEvent>((resolve) => (hear = resolve))
    },
  }
  return { chat, api }
}

function theTalk(kept = new Map<string, string>()) {
  const { chat, api } = theChat()
  const store = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
  const memory = memoryFor(
    'acme',
    () => store,
    () => store,
  )
  const talk = startTalk({ api, memory, theme: null, onChange: () => undefined, onMessage: () => undefined })
  return { chat, talk, kept, memory }
}

describe('a conversation', () => {
  it('keeps nothing in the browser and asks for nothing before it is opened', async () => {
    const { chat, talk, kept } = theTalk()
    await talk.resume()
    expect(kept.size).toBe(0)
    expect(chat.visitors).toEqual([])
  })

  it('greets a new visitor once, however often the chat is opened', async () => {
    const { chat, talk } = theTalk()
    await Promise.all([talk.begin(), talk.begin()])
    await talk.begin()
    expect(chat.sent.map(({ content }) => content.kind)).toEqual(['start'])
  })

  it('tells the bot by which link somebody came, with the greeting and when a new link is followed', async () => {
    const { chat, talk } = theTalk()
    await talk.begin({ ref: 'spring', isNew: false })
    chat.say(1)
    chat.tell(1)
    await vi.waitFor(() => expect(talk.state().thread.messages).toHaveLength(1))
    await talk.begin({ ref: 'spring', isNew: false })
    await talk.begin({ ref: 'summer', isNew: true })
    expect(chat.sent.map(({ content }) => content)).toEqual([
      { kind: 'start', ref: 'spring' },
      { kind: 'start', ref: 'summer' },
    ])
  })

  it('goes on with the same visitor on the next page', async () => {
    const first = theTalk()
    await first.talk.begin()
    const next = theTalk(first.kept)
    next.chat.visitors.push('visitor-1')
    next.chat.say(1)
    await next.talk.resume()
    expect(next.talk.state().unread).toBe(1)
    next.talk.markRead()
    expect(next.memory.seat()).toMatchObject({ visitor: 'visitor-1', readSeq: 1 })
  })

  it('starts anew where the server does not know the visitor any more', async () => {
    const first = theTalk()
    await first.talk.begin()
    const { chat, talk } = theTalk(first.kept)
    await talk.begin()
    expect(chat.visitors).toEqual(['visitor-1'])
    expect(talk.state().phase).toBe('ready')
  })

  it('shows what could not be sent, and sends it again under the same id', async () => {
    const { chat, talk } = theTalk()
    await talk.begin()
    chat.refusal = 503
    await talk.send({ kind: 'text', text: 'Hello?' })
    const [failed] = talk.state().thread.outgoing
    expect(failed?.state).toBe('failed')

    chat.refusal = null
    await talk.retry(failed?.id ?? '')
    expect(chat.sent.at(-1)).toEqual({ id: failed?.id, content: { kind: 'text', text: 'Hello?' } })
    expect(talk.state().thread.outgoing[0]?.state).toBe('sent')
  })

  it('has fresh links to files before the old ones have expired', async () => {
    vi.useFakeTimers()
    const { chat, talk } = theTalk()
    const photo = (until: number) => ({ kind: 'image' as const, url: `https://acme.test/files/a.jpg?until=${until}` })
    const shown = () => talk.state().thread.messages.map(({ said }) => said)
    const message = chat.say(1)
    chat.messages[0] = { ...message, said: photo(1) }
    await talk.begin()
    await vi.waitFor(() => expect(shown()).toEqual([photo(1)]))
    chat.messages[0] = { ...message, said: photo(2) }
    await vi.advanceTimersByTimeAsync(25 * 60_000)
    expect(shown()).toEqual([photo(2)])
    vi.useRealTimers()
  })

  it('fetches what a live message has overtaken', async () => {
    const { chat, talk } = theTalk()
    await talk.begin()
    await vi.waitFor(() => expect(talk.state().phase).toBe('ready'))
    for (const seq of [1, 2, 3]) chat.say(seq)
    chat.tell(3)
    await vi.waitFor(() => expect(talk.state().thread.messages.map(({ seq }) => seq)).toEqual([1, 2, 3]))
  })

  it('lets one write as much as the server takes, under an id that it takes', () => {
    expect(LONGEST_TEXT).toBe(TEXT_LIMIT)
    expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})

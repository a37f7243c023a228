/** The messages of one conversation as they are read here: the newest first, older ones on demand, new ones as they come. */
import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { z } from 'zod'
import { Message } from '../../../shared/conversations.ts'
import { api } from '../../api.ts'
import { useLive } from '../../live.ts'
import { useWorkspace } from '../../me.ts'

const MESSAGES = '/api/workspaces/{workspace}/conversations/{conversation}/messages'
const HEARD = ['message.received', 'message.queued', 'message.noted', 'message.delivered', 'message.changed']
const PART = 40

const About = z.object({
  conversationId: z.string(),
  seq: z.number().optional(),
  status: Message.shape.status.optional(),
})

interface Part {
  messages: Message[]
  hasOlder: boolean
  isLoaded: boolean
}

type Act =
  | { kind: 'begun'; messages: Message[]; hasOlder: boolean }
  | { kind: 'older'; messages: Message[]; hasOlder: boolean }
  | { kind: 'newer'; messages: Message[] }
  | { kind: 'changed'; messages: Message[] }
  | { kind: 'status'; seq: number; status: Message['status'] }

export function useThreadMessages(conversationId: string) {
  const path = { workspace: useWorkspace().id, conversation: conversationId }
  const [part, act] = useReducer(reduce, { messages: [], hasOlder: false, isLoaded: false })
  const [error, setError] = useState<unknown>(null)
  const newest = useRef(0)
  newest.current = part.messages.at(-1)?.seq ?? 0

  const ask = async (query: { before?: number; after?: number }) => {
    const { data } = await api.GET(MESSAGES, { params: { path, query: { ...query, limit: PART } } })
    return { messages: Message.array().parse(data?.data ?? []), hasMore: data?.hasMore ?? false }
  }
  const begin = async () => {
    setError(null)
    try {
      const { messages, hasMore } = await ask({})
      act({ kind: 'begun', messages, hasOlder: hasMore })
    } catch (failure) {
      setError(failure)
    }
  }
  const catchUp = async () => {
    const { messages, hasMore } = await ask({ after: newest.current })
    act({ kind: 'newer', messages })
    if (hasMore) await begin()
  }
  const again = async (seq: number) => {
    const { data } = await api.GET(MESSAGES, { params: { path, query: { after: seq - 1, limit: 1 } } })
    act({ kind: 'changed', messages: Message.array().parse(data?.data ?? []) })
  }
  const older = async () => {
    const before = part.messages[0]?.seq
    if (before === undefined) return
    const { messages, hasMore } = await ask({ before })
    act({ kind: 'older', messages, hasOlder: hasMore })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each conversation
  useEffect(() => void begin(), [conversationId])
  useLive(HEARD, (fact) => {
    const about = About.safeParse(fact.data).data
    if (about && about.conversationId !== conversationId) return
    if (fact.kind === 'message.delivered' && about?.seq && about.status) {
      act({ kind: 'status', seq: about.seq, status: about.status })
    }
    // Why it failed, and what it says now, is read with it.
    if (about?.seq && (fact.kind === 'message.changed' || about.status === 'failed'))
      void again(about.seq).catch(setError)
    else if (fact.kind !== 'message.delivered') void catchUp().catch(setError)
  })
  return {
    ...part,
    error,
    retry: begin,
    older,
    add: useCallback((message: Message) => act({ kind: 'newer', messages: [message] }), []),
  }
}

function reduce(part: Part, act: Act): Part {
  switch (act.kind) {
    case 'begun':
      return { messages: act.messages, hasOlder: act.hasOlder, isLoaded: true }
    case 'older':
      return { ...part, messages: merged(part.messages, act.messages), hasOlder: act.hasOlder }
    case 'newer':
      return { ...part, messages: merged(part.messages, act.messages) }
    case 'changed':
      return {
        ...part,
        messages: part.messages.map((each) => act.messages.find(({ seq }) => seq === each.seq) ?? each),
      }
    case 'status':
      return {
        ...part,
        messages: part.messages.map((each) => (each.seq === act.seq ? { ...each, status: act.status } : each)),
      }
  }
}

/** By number, each once. */
function merged(some: Message[], others: Message[]): Message[] {
  const bySeq = new Map([...some, ...others].map((message) => [message.seq, message]))
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq)
}

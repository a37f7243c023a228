/** One live connection per workspace (Server-Sent Events): screens hear facts as they happen, gaps are filled after a break. */
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { z } from 'zod'
import { useWorkspace } from './me.ts'

export interface LiveFact {
  id: string
  kind: string
  data: unknown
}

type Listener = (fact: LiveFact) => void

/** Said when facts may have been missed: whoever listens reads anew. */
const GAP = 'gap'

/** Calls `hear` for each fact of these kinds, e.g. `useLive(['message.received'], () => refresh('/api/…'))`; `'*'` hears all. A gap is heard by everyone. */
export function useLive(kinds: readonly string[], hear: Listener): void {
  useLiveIn(useWorkspace().id, kinds, hear)
}

/** The same for the frame, which stands around the workspace's screens; without a workspace nothing is heard. */
export function useLiveIn(workspaceId: string | undefined, kinds: readonly string[], hear: Listener): void {
  const onFact = useEffectEvent((fact: LiveFact) => {
    if (fact.kind === GAP || kinds.includes('*') || kinds.includes(fact.kind)) hear(fact)
  })
  useEffect(() => (workspaceId ? subscribe(workspaceId, (fact) => onFact(fact)) : undefined), [workspaceId])
}

/** 'open' while facts arrive, 'retrying' after a break. */
export function useLiveState(): 'open' | 'retrying' {
  return useSyncExternalStore(
    (changed) => {
      watchers.add(changed)
      return () => watchers.delete(changed)
    },
    () => state,
  )
}

const LONGEST_WAIT_MS = 30_000
const connections = new Map<string, { listeners: Set<Listener>; stop: AbortController }>()
const watchers = new Set<() => void>()
let state: 'open' | 'retrying' = 'open'

function subscribe(workspaceId: string, listener: Listener): () => void {
  const connection = connections.get(workspaceId) ?? connect(workspaceId)
  connection.listeners.add(listener)
  return () => {
    connection.listeners.delete(listener)
    if (connection.listeners.size > 0) return
    connection.stop.abort()
    setState('open')
    if (connections.get(workspaceId) === connection) connections.delete(workspaceId)
  }
}

function connect(workspaceId: string) {
  const connection = { listeners: new Set<Listener>(), stop: new AbortController() }
  connections.set(workspaceId, connection)
  void listen(workspaceId, connection.stop.signal, (fact) => {
    for (const listener of connection.listeners) listener(fact)
  })
  return connection
}

/** Stays connected until stopped; waits longer after each failure, and goes on where it broke off. */
async function listen(workspaceId: string, signal: AbortSignal, hear: Listener): Promise<void> {
  let lastId = ''
  let failures = 0
  while (!signal.aborted) {
    try {
      await readOnce(workspaceId, { lastId, isAgain: failures > 0, signal }, (fact) => {
        lastId = fact.id || lastId
        failures = 0
        if (fact.kind !== '') hear(fact)
      })
    } catch {
      if (signal.aborted) return
    }
    failures += 1
    setState('retrying')
    await pause(Math.min(LONGEST_WAIT_MS, 500 * 2 ** failures) * (0.5 + Math.random() / 2), signal)
  }
}

async function readOnce(
  workspaceId: string,
  at: { lastId: string; isAgain: boolean; signal: AbortSignal },
  hear: Listener,
): Promise<void> {
  const headers: Record<string, string> = { Accept: 'text/event-stream', 'X-Requested-With': 'switchboard' }
  if (at.lastId) headers['Last-Event-ID'] = at.lastId
  const response = await fetch(`/api/workspaces/${workspaceId}/live`, { headers, signal: at.signal })
  if (!response.ok || !response.body) throw new Error(`live connection refused: ${response.status}`)

  setState('open')
  if (at.isAgain && !at.lastId) hear({ id: '', kind: GAP, data: null })
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    const blocks = (rest + chunk.value).replaceAll('\r\n', '\n').split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) hear(factOf(block))
  }
}

/** One block of the stream; its kind stands in the data, or is the event's own name. A comment (heartbeat) gives an empty kind. */
function factOf(block: string): LiveFact {
  const fact = { id: '', kind: '', data: '' }
  for (const line of block.split('\n')) {
    const value = line.slice(line.indexOf(':') + 1).trimStart()
    if (line.startsWith('id:')) fact.id = value
    if (line.startsWith('event:')) fact.kind = value
    if (line.startsWith('data:')) fact.data += value
  }
  const data = parsed(fact.data)
  return { id: fact.id, kind: Told.safeParse(data).data?.kind ?? fact.kind, data }
}

const Told = z.object({ kind: z.string() })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Waits, but no longer than until the browser is online again. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    window.addEventListener('online', done, { once: true })
    signal.addEventListener('abort', done, { once: true })
    function done() {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      resolve()
    }
  })
}

function setState(next: 'open' | 'retrying'): void {
  if (state === next) return
  state = next
  for (const watcher of watchers) watcher()
}

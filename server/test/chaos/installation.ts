/** An installation in processes of its own: one that serves, and workers that may be killed. With bots that count what people say. */
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { newMember, newWorkspace, type Someone } from '../people.ts'
import { startProgram } from './processes.ts'
import { APP, type Hook, LINE_SECRET, type Provider } from './provider.ts'

const MAIN = join(import.meta.dirname, '../../main.ts')

/** A bot on one of these, and on web chat as every bot. */
export interface ChaosBot {
  workspaceId: string
  id: string
  publicKey: string
  channel: 'telegram' | 'whatsapp' | 'line'
  inDoubt: 'hold' | 'resend'
  hook: Hook
  /** the provider's name of the place it speaks in */
  place: string
  /** Asks the API as the owner of the bot's workspace. */
  ask: Ask
}

type Ask = (method: string, path: string, body?: unknown) => Promise<unknown>

export interface Installation {
  url: string
  /** each in a workspace of its own */
  bots: ChaosBot[]
  startWorker(): Promise<ChildProcess>
}

type Kind = Pick<ChaosBot, 'channel' | 'inDoubt'>

const BOTS: readonly Kind[] = [
  { channel: 'telegram', inDoubt: 'hold' },
  { channel: 'telegram', inDoubt: 'resend' },
  { channel: 'whatsapp', inDoubt: 'hold' },
]

/** On a migrated database that is open in this process too; `rounds` times a bot of each kind. */
export async function startInstallation(
  database: string,
  provider: Provider,
  { rounds, port, kinds = BOTS }: { rounds: number; port?: number; kinds?: readonly Kind[] },
): Promise<Installation> {
  const listens = port ?? (await freePort())
  const url = `http://127.0.0.1:${listens}`
  const { host } = new URL(provider.url)
  const environment = {
    DATABASE_URL: database,
    DATABASE_CONNECTIONS: '10',
    SECRETS_KEYS: `chaos:${randomBytes(32).toString('base64')}`,
    PORT: String(listens),
    PUBLIC_URL: url,
    OUTBOUND_ALLOW_HOSTS: host,
    SERVICE_URLS: ['telegram', 'facebook', 'line'].map((service) => `${service}=${provider.url}`).join(),
    NODE_COMPILE_CACHE: join(tmpdir(), 'switchboard-compiled'),
    LOG_LEVEL: process.env.CHAOS_LOG ?? 'silent',
  }
  await startProgram([MAIN, 'web'], environment)
  const bots: ChaosBot[] = []
  for (let number = 0; number < rounds * kinds.length; number++) {
    const kind = kinds[number % kinds.length]
    if (kind) bots.push(await newBot(url, provider, { ...kind, number }))
  }
  const startWorker = () => startSurely([MAIN, 'worker'], environment)
  return { url, bots, startWorker }
}

const TRIES = 5

/** As a supervisor does: what ends while it starts, such as by a cut connection, is started again. */
async function startSurely(words: string[], environment: Record<string, string>): Promise<ChildProcess> {
  for (let attempt = 1; ; attempt++) {
    try {
      return (await startProgram(words, environment)).child
    } catch (error) {
      if (attempt === TRIES) throw error
    }
  }
}

const Bot = z.object({ id: z.string(), publicKey: z.string(), mainFlowId: z.string() })

async function newBot(
  url: string,
  provider: Provider,
  { channel, inDoubt, number }: Kind & { number: number },
): Promise<ChaosBot> {
  const workspaceId = await newWorkspace(`Chaos ${number}`)
  const ask = askerAs(url, await newMember(workspaceId, `Olga of chaos ${number}`, 'owner'))
  if (channel === 'whatsapp') await ask('POST', '/integrations/facebook/connection', { secrets: APP })
  const { id, publicKey } = Bot.pick({ id: true, publicKey: true }).parse(
    await ask('POST', '/bots', { name: `Hal ${number}`, kind: 'omni' }),
  )
  const { mainFlowId } = Bot.parse(await ask('GET', `/bots/${id}`))
  const flow = `/bots/${id}/flows/${mainFlowId}`
  await ask('PUT', `${flow}/draft`, { flow: COUNTS })
  await ask('POST', `${flow}/publication`, {})
  const account = String(2000 + number)
  const { place, form } = KEYS[channel](account)
  await ask('POST', `/bots/${id}/channels/${channel}`, { form })
  await ask('PATCH', `/bots/${id}/channels/${channel}/settings`, { inDoubt })
  const hook = (await provider.hooks())[place]
  if (!hook) throw new Error(`${channel} was not told where to write to`)
  return { workspaceId, id, publicKey, channel, inDoubt, hook, place, ask }
}

/** What a channel is connected with, and what the provider calls its place. */
const KEYS: Record<ChaosBot['channel'], (account: string) => { place: string; form: Record<string, string> }> = {
  telegram: (account) => ({ place: account, form: { token: `${account}:${'A'.repeat(35)}` } }),
  whatsapp: (account) => ({ place: `1${account}`, form: { account } }),
  line: (account) => ({ place: account, form: { accessToken: account, channelSecret: LINE_SECRET } }),
}

/** Counts in a field what somebody says, and says the count with their words: each twice or never would be seen. */
const COUNTS = {
  start: 'count',
  steps: {
    count: { block: 'compute', field: 'heard', formula: 'heard + 1', next: 'answer' },
    answer: { block: 'say', text: '{{heard}} {{LAST_INPUT}}', next: 'end' },
    end: { block: 'end' },
  },
}

function askerAs(url: string, { token, workspaceId }: Someone): Ask {
  return async (method, path, body) => {
    const inside = `${url}/api/workspaces/${workspaceId}${path}`
    const headers: Record<string, string> = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    if (path.endsWith('/draft')) headers['if-match'] = (await fetch(inside, { headers })).headers.get('etag') ?? ''
    const answer = await fetch(inside, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.status === 204 ? null : answer.json()
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = Object(server.address())
      server.close(() => resolve(port))
    })
  })
}

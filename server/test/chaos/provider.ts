/** The counterpart in `provider.fixture.ts` as the run sees it. */
import { join } from 'node:path'
import { z } from 'zod'
import { startProgram } from './processes.ts'

/** Where a provider writes to, and with which words. */
export type Hook = z.output<typeof Hook>
const Hook = z.object({ url: z.string(), secret: z.string() })

/** A message that arrived; `isLost` where the answer to it did not. */
export type Taken = z.output<typeof Taken>
const Taken = z.object({ to: z.string(), text: z.string(), at: z.number(), isLost: z.boolean() })

export const APP = { appId: '1234567890', appSecret: 'an app secret of chaos', userToken: 'a user token of chaos' }

/** What LINE signs its webhooks with here. */
export const LINE_SECRET = '0123456789abcdef0123456789abcdef'

export interface Provider {
  url: string
  hooks(): Promise<Record<string, Hook>>
  taken(): Promise<Taken[]>
  /** how many arrived */
  count(): Promise<number>
  /** how many of WhatsApp's messages there is still something to be told of */
  untold(): Promise<number>
}

/** Starts it; of its answers these shares are lost or refused. */
export async function startProvider(seed: number, shares: { lost: number; refused: number }): Promise<Provider> {
  const order = JSON.stringify({ seed, appSecret: APP.appSecret, ...shares })
  const { said } = await startProgram([join(import.meta.dirname, 'provider.fixture.ts'), order])
  const url = `http://127.0.0.1:${said}`
  const ask = async (path: string) => (await fetch(url + path)).json()
  return {
    url,
    hooks: async () => z.record(z.string(), Hook).parse(await ask('/hooks')),
    taken: async () => Taken.array().parse(await ask('/taken')),
    count: async () => z.number().parse(await ask('/count')),
    untold: async () => z.number().parse(await ask('/untold')),
  }
}

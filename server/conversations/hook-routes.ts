/** The public URL by which a program begins a flow for one bot user: its last part is a secret of the entry. */
import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { Value } from '../../shared/fields.ts'
import { Id } from '../../shared/text.ts'
import { idOf, open } from '../access/may.ts'
import { spend } from '../access/rates.ts'
import type { Whereabouts } from '../contacts/contacts.ts'
import { hashToken } from '../crypto.ts'
import { look } from '../db/in-workspace.ts'
import { invalid, Refusal } from '../errors.ts'
import { answers, takes } from '../route.ts'
import { receive } from './receive.ts'

const HookCall = z.strictObject({
  contact: z
    .union(
      [z.strictObject({ id: Id }), z.strictObject({ channel: z.string().max(40), address: z.string().max(300) })],
      'is neither { id } nor { channel, address }',
    )
    .meta({ description: 'The bot user for whom the flow begins' }),
  data: Value.optional().meta({ description: 'Read in the flow as {{event.…}}' }),
})
type HookCall = z.output<typeof HookCall>
const Kept = z.object({ id: Id })
const KEY = /^[\x21-\x7e]{1,200}$/

/** Under /in/hooks. */
export const hookRoutes = new Hono().post(
  '/:workspace/:token',
  open('programs that know the secret address of a flow’s entry'),
  takes('json', HookCall),
  answers('Begin a flow for a bot user; the same Idempotency-Key begins it once', Kept, 202),
  async (c) => {
    const workspaceId = idOf(c, 'workspace')
    const token = c.req.param('token')
    const hook = await findHook(workspaceId, token)
    await spend('hook', hashToken(token).toString('hex'))
    const call = c.req.valid('json')
    const contact = await findContact(workspaceId, hook.botId, call.contact)
    const key = c.req.header('idempotency-key')
    if (key !== undefined && !KEY.test(key))
      throw new Refusal('bad-request', 'Idempotency-Key is 1 to 200 visible ASCII characters.')
    const id = uuidv7()
    await receive({
      ...contact,
      workspaceId,
      externalId: key === undefined ? `hook/${id}` : `hook/${hook.flow}/${hook.entry}/${digest(key)}`,
      clientId: id,
      event: { kind: 'entry', flow: hook.flow, entry: hook.entry, data: call.data ?? null, depth: 1 },
    })
    return c.json({ id }, 202)
  },
)

interface Hook {
  botId: string
  flow: string
  entry: string
}

/** The published entry of this address; a wrong one, or one of a bot that is gone, does not exist. */
async function findHook(workspaceId: string, token: string): Promise<Hook> {
  const hook = await look({ workspaceId }, (db) =>
    db
      .selectFrom('hookKeys as k')
      .innerJoin('flowEntries as e', (join) =>
        join
          .onRef('e.workspaceId', '=', 'k.workspaceId')
          .onRef('e.flowId', '=', 'k.flowId')
          .onRef('e.entryId', '=', 'k.entryId'),
      )
      .innerJoin('bots as b', (join) => join.onRef('b.workspaceId', '=', 'e.workspaceId').onRef('b.id', '=', 'e.botId'))
      .innerJoin('workspaces as w', 'w.id', 'k.workspaceId')
      .select(['e.botId', 'e.flowId as flow', 'e.entryId as entry'])
      .where('k.workspaceId', '=', workspaceId)
      .where('k.tokenHash', '=', hashToken(token))
      .where('e.workspaceId', '=', workspaceId)
      .where('e.kind', '=', 'webhook')
      .where('b.deletedAt', 'is', null)
      .where('w.deletedAt', 'is', null)
      .executeTakeFirst(),
  )
  if (!hook) throw new Refusal('not-found')
  return hook
}

async function findContact(workspaceId: string, botId: string, at: HookCall['contact']): Promise<Whereabouts> {
  const contact = await look({ workspaceId }, (db) => {
    const ofBot = db
      .selectFrom('contacts')
      .select(['botId', 'channel', 'address'])
      .where('workspaceId', '=', workspaceId)
      .where('botId', '=', botId)
    const one =
      'id' in at
        ? ofBot.where('id', '=', at.id)
        : ofBot.where('channel', '=', at.channel).where('address', '=', at.address)
    return one.executeTakeFirst()
  })
  if (!contact) throw invalid('/contact', 'This bot has no such bot user.', 'unknown-contact')
  return contact
}

function digest(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

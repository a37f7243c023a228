/** The addresses that providers write to: made, opened and taken away. Their last part is a secret, of which only a mark is looked up. */
import { z } from 'zod'
import type { ChannelDefinition, Hook, Line } from '../../channels/channel.ts'
import { operatorApp } from '../connections/operator-apps.ts'
import { hashToken, newToken, seal, unseal } from '../crypto.ts'
import type { Tx } from '../db/in-workspace.ts'
import { linkTo } from '../mail/settings.ts'

const Kept = z.object({ token: z.string(), secret: z.string() })

/** The end of the address for everything that comes to the operator's own app. */
export const APP_TOKEN = 'app'

/** Neither: the provider does not write to us. */
const NOWHERE: Hook = { url: '', secret: '' }

interface HookRow {
  channel: string
  sealedToken: Buffer | null
  tokenHash: Buffer | null
  through: Line['through']
}

/** The address of a channel. What goes through the operator's own app comes to one address for the whole installation. */
export function hookOf(workspaceId: string, { channel, sealedToken, tokenHash, through }: HookRow): Hook {
  if (isOperators(through)) return operatorsHook(channel)
  if (!sealedToken || !tokenHash) return NOWHERE
  const { token, secret } = Kept.parse(JSON.parse(unseal(sealedToken, hookBox(workspaceId, tokenHash))))
  return { url: urlOf(channel, token), secret }
}

/** The address as it is shown to those who may set it up at the provider by hand; without one of its own it is that of the operator's app. */
export function shownHook(
  workspaceId: string,
  row: Pick<HookRow, 'channel' | 'sealedToken' | 'tokenHash'> & { integration: string | null },
): string | null {
  const { integration, ...hook } = row
  if (hook.sealedToken) return hookOf(workspaceId, { ...hook, through: { integration: '', secrets: {} } }).url
  return integration === 'facebook' && operatorApp('facebook') ? operatorsHook(row.channel).url : null
}

/** The address of a new channel: its own, or the one of its account, which is made for the first of them. */
export async function ensureHook(
  tx: Tx,
  { definition, channelId, through }: { definition: ChannelDefinition; channelId: string; through: Line['through'] },
): Promise<Hook> {
  const channel = definition.name
  if (definition.hook === 'none') return NOWHERE
  if (definition.hook === 'account' && isOperators(through)) return operatorsHook(channel)
  const ofChannel = definition.hook === 'account' ? null : channelId
  const known = await tx.db
    .selectFrom('channelHooks')
    .select(['sealedToken', 'tokenHash'])
    .where('workspaceId', '=', tx.workspaceId)
    .where('channel', '=', channel)
    .where('channelId', ofChannel === null ? 'is' : '=', ofChannel)
    .executeTakeFirst()
  if (known) return hookOf(tx.workspaceId, { channel, ...known, through })

  const kept = { token: newToken(), secret: newToken() }
  const tokenHash = hashToken(kept.token)
  const sealedToken = seal(JSON.stringify(kept), hookBox(tx.workspaceId, tokenHash))
  await tx.db
    .insertInto('channelHooks')
    .values({ workspaceId: tx.workspaceId, channel, channelId: ofChannel, tokenHash, sealedToken })
    .execute()
  return { url: urlOf(channel, kept.token), secret: kept.secret }
}

/** Ends the address of a channel that is gone, and that of the account when nothing is left behind it. */
export async function dropHook(tx: Tx, { channel, channelId }: { channel: string; channelId: string }): Promise<void> {
  await tx.db
    .deleteFrom('channelHooks')
    .where('workspaceId', '=', tx.workspaceId)
    .where('channel', '=', channel)
    .where((e) =>
      e.or([
        e('channelId', '=', channelId),
        e.and([
          e('channelId', 'is', null),
          e.not(
            e.exists(
              e
                .selectFrom('channels as c')
                .select('c.id')
                .where('c.workspaceId', '=', tx.workspaceId)
                .where('c.channel', '=', channel)
                .where('c.id', '!=', channelId),
            ),
          ),
        ]),
      ]),
    )
    .execute()
}

/** The address of all that the operator's app is told of this channel. */
export function operatorsHook(channel: string): Hook {
  return { url: urlOf(channel, APP_TOKEN), secret: operatorApp('facebook')?.verifyToken ?? '' }
}

function isOperators({ integration, secrets }: Line['through']): boolean {
  const app = operatorApp('facebook')
  return app !== undefined && integration === 'facebook' && secrets.appId === app.id
}

/** Made from the configuration alone, never from what a request names as its host (attack 62). */
function urlOf(channel: string, token: string): string {
  return linkTo(`/in/${channel}/${token}`)
}

function hookBox(workspaceId: string, tokenHash: Buffer): string {
  return `${workspaceId}|channel-hook|${tokenHash.toString('hex')}|token`
}

/** Finds whom a webhook is for: by the secret end of its address, and at addresses of a whole account by the place that it names. */
import type { Channel, Known } from '../../channels/channel.ts'
import { CHANNELS } from '../../channels/channels.ts'
import { openAccount, serviceUrls } from '../connections/accounts.ts'
import { operatorApp } from '../connections/operator-apps.ts'
import { hashToken } from '../crypto.ts'
import { APP_TOKEN, hookOf, operatorsHook } from './hook-addresses.ts'
import { NO_ACCOUNT, openLineById, throughOf } from './lines.ts'
import { type FoundHook, findHookRow, findPlaces } from './look-ups.ts'
import { Remembered } from './remembered.ts'

/** A channel of a bot, as what comes in is kept for it. */
export interface Target {
  workspaceId: string
  channelId: string
  botId: string
  /** the provider's name of the account that it speaks as */
  place: string
}

/** An address that exists, with what its requests are checked with. */
export interface OpenHook {
  channel: Channel
  known: Known
  /** The channel whose address it is; null at an address of a whole account. */
  own: Target | null
  /** The workspace whose address it is; null at that of the operator's app, where any may be meant. */
  workspaceId: string | null
}

const rows = new Remembered<FoundHook>()
const TOKEN = /^[A-Za-z0-9_-]{43}$/

/** The address; undefined where there is none, or what it led to is deleted or disconnected. */
export async function openHook(channelName: string, token: string): Promise<OpenHook | undefined> {
  const channel = CHANNELS.get(channelName)
  if (!channel) return undefined
  if (token === APP_TOKEN) return operatorsOwn(channel)
  if (!TOKEN.test(token)) return undefined
  const tokenHash = hashToken(token)
  const key = `${channelName}|${tokenHash.toString('hex')}`
  const found = await rows.get(key, () => findHookRow(channelName, tokenHash))
  if (!found) return undefined
  if (found.status === 'connecting') return beingConnected(channel, found.workspaceId)
  return found.channelId === null
    ? ofAccount(channel, { ...found, tokenHash })
    : ofChannel(found.workspaceId, found.channelId)
}

/** Whom each of these places leads to at this address; what leads nowhere is left out. */
export async function targetsOf(hook: OpenHook, places: readonly string[]): Promise<ReadonlyMap<string, Target>> {
  const { name } = hook.channel.definition
  const rows = await findPlaces(name, places, hook.workspaceId === null ? {} : { workspaceId: hook.workspaceId })
  const reached = rows.filter(({ connectionId }) => connectionId !== null)
  return new Map(
    reached.map(({ place, workspaceId, channelId, botId }) => [place, { workspaceId, channelId, botId, place }]),
  )
}

/** A channel without keys yet says to its provider that it is there, where it is asked, and believes nothing. */
function beingConnected(channel: Channel, workspaceId: string): OpenHook {
  const known = { ...NO_ACCOUNT, secrets: null, urls: serviceUrls(), hook: { url: '', secret: '' } }
  return { channel, known, own: null, workspaceId }
}

async function ofChannel(workspaceId: string, channelId: string): Promise<OpenHook | undefined> {
  const open = await openLineById(workspaceId, channelId)
  if (!open) return undefined
  const { channel, line, botId, place } = open
  const { ask: _, ...known } = line
  return { channel, known, own: { workspaceId, channelId, botId, place }, workspaceId }
}

async function ofAccount(
  channel: Channel,
  { workspaceId, sealedToken, tokenHash }: FoundHook & { tokenHash: Buffer },
): Promise<OpenHook | undefined> {
  const { definition } = channel
  for (const integration of Object.keys(definition.through)) {
    const account = await openAccount(workspaceId, integration)
    const through = account && throughOf(definition, integration, account.secrets)
    if (!through) continue
    const hook = hookOf(workspaceId, { channel: definition.name, sealedToken, tokenHash, through: through.through })
    return { channel, known: { ...through, secrets: null, urls: serviceUrls(), hook }, own: null, workspaceId }
  }
  return undefined
}

/** The one address of the operator's app; it exists where there is such an app. */
function operatorsOwn(channel: Channel): OpenHook | undefined {
  const { definition } = channel
  const app = operatorApp('facebook')
  if (!app || definition.hook !== 'account') return undefined
  const { id: appId, secret: appSecret, verifyToken } = app
  const through = throughOf(definition, 'facebook', { appId, appSecret, userToken: 'none', verifyToken })
  if (!through) return undefined
  const hook = operatorsHook(definition.name)
  return { channel, known: { ...through, secrets: null, urls: serviceUrls(), hook }, own: null, workspaceId: null }
}

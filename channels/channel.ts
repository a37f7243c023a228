/** What every channel can do. An adapter only translates; nothing outside its folder knows the provider's API. */
import type { z } from 'zod'
import type { Ask } from '../shared/account.ts'
import type { ChannelName } from '../shared/channel-limits.ts'
import type { Content } from '../shared/messages.ts'
import type { ServiceUrls } from '../shared/service-urls.ts'
import type { HookAnswer, HookRequest, Inbound, News } from './inbound.ts'

/** What is known of a channel without running it; safe in a browser. What it can show stands in `shared/channel-limits.ts`. */
export interface ChannelDefinition {
  name: ChannelName
  label: string
  /** one sentence for the page on which it is connected */
  description: string
  /**
   * The accounts of the workspace that it may be reached through, by integration, each with what it needs of what that was
   * connected with; empty where it has keys of its own.
   */
  through: Readonly<Record<string, z.ZodObject>>
  /** What a person fills in to connect it; `label`, `description` and `control` (`secret`) stand in the meta of its parts. */
  form: z.ZodObject
  /** What is kept of the connected channel: the form, and what connecting gave. All of it is sealed. */
  secrets: z.ZodObject
  /** Whether the provider writes to an address of this one channel, or to one for all places of the account. */
  hook: 'own' | 'account' | 'none'
  /** Whose page a bot speaks on here; a page bot keeps to one of them. */
  page: 'facebook' | 'google' | null
  /** For how many hours after their last message people may be answered, and what reaches them later. */
  window: { hours: number; later: 'template' | 'member' | 'nothing' } | null
  /** Most messages of one account in a second. */
  pace: number
  /**
   * What sending again does: `harmless`, since the receiving end knows a message by its id; `told`, since the provider tells
   * us of what it sent with our id in it; `listed`, since it can be asked; `unknown`.
   */
  repeat: 'harmless' | 'told' | 'listed' | 'unknown'
}

/** A channel of a bot as its adapter gets it. */
export interface Line<D extends ChannelDefinition = ChannelDefinition> {
  secrets: z.output<D['secrets']>
  through: Through<D>
  /** Base addresses by service, without a slash at the end: those of `shared/service-urls.ts`, or what the operator set instead. */
  urls: ServiceUrls
  /** Where the provider writes to, and words of 43 random characters that it may have to repeat. */
  hook: Hook
  ask: Ask
}

export interface Hook {
  /** complete, `https://…/in/telegram/…` */
  url: string
  secret: string
}

/** The account that it is reached through, with what it was connected with. */
export type Through<D extends ChannelDefinition> = D['through'] extends infer All
  ? { [Name in keyof All]: { integration: Name; secrets: z.output<All[Name]> } }[keyof All]
  : never

/** What a channel can be connected to before there is one: the account, and no secrets yet. */
export type Account<D extends ChannelDefinition = ChannelDefinition> = Omit<Line<D>, 'secrets' | 'hook'>

/** A refusal is an answer, not a throw; `message` is a sentence for the team, never a secret. */
export type Done<T> = { ok: true; data: T } | { ok: false; message: string }

/** A Page, a number, a business or an agent of the account that a bot can speak on. */
export interface Place {
  id: string
  label: string
  /** such as the number, or the town */
  detail?: string
}

/** A message that the provider has approved; `parameters` says how many places its text has to be filled in. */
export interface ApprovedTemplate {
  name: string
  language: string
  text: string
  parameters: number
}

/** What connecting gave. */
export interface Connected<D extends ChannelDefinition = ChannelDefinition> {
  /** The provider's name of it, by which it is found when it writes; of the whole installation one bot speaks there. */
  place: string
  /**
   * The Page or business that it belongs to, where the place is not itself one; null where the provider does not say. A page
   * bot keeps to one of them.
   */
  page?: string | null
  /** how people know it: «@acme_bot», «+1 555 0100» */
  label: string
  secrets: z.output<D['secrets']>
  /** What was set up at the provider, to be shown; and what is left to do by hand, where there is something. */
  registered: Array<{ label: string; value: string }>
}

/** One message on its way to a person, or one of the parts that the channel needs for it. */
export interface Outgoing {
  /** of the message; the same for all its parts */
  id: string
  seq: number
  author: 'bot' | 'member'
  /** The member's name, where a member speaks. */
  name: string | null
  content: Content
  at: string
  /** from 0; `key` is a uuid of this part alone, the same at every try */
  part: number
  key: string
}

/** Where a message goes: a bot user of a bot, by the address the channel knows them by. */
export interface Recipient {
  workspaceId: string
  botId: string
  address: string
  /** what the provider gave to answer with, while it is good; it is given once */
  replyWith: string | null
  /** when they last wrote; a UTC instant */
  lastWroteAt: string | null
}

/**
 * What became of it. `externalId` is the provider's name of the message. A refusal is an answer, not a throw: `isFinal` when
 * trying again cannot help, `retryAfterS` where the provider asks the whole account to rest, `unreachable` where the person
 * does not want to hear from us, `isDisconnected` where the account no longer works, `isInDoubt` where it may have arrived.
 */
export type Delivery =
  | { ok: true; externalId?: string }
  | {
      ok: false
      isFinal: boolean
      reason: string
      retryAfterS?: number
      unreachable?: 'blocked' | 'opted-out'
      isDisconnected?: boolean
      isInDoubt?: boolean
    }

/** What is known of a person at the provider. */
export interface Profile {
  name?: string
  language?: string
  timezone?: string
  phone?: string
  email?: string
}

/** A file as it came from the provider. */
export interface FetchedFile {
  bytes: Uint8Array
  name: string
}

/** What sends: every channel, and web chat, which needs no connecting. */
export interface Speaker<D extends ChannelDefinition = ChannelDefinition> {
  definition: D
  /** Sends what `fit` made of a message. A throw counts as «in doubt». */
  send(message: Outgoing, to: Recipient, line: Line<D>): Promise<Delivery>
  /** Whether the message arrived, of which we do not know; for `listed`. */
  find?(message: Outgoing, to: Recipient, line: Line<D>): Promise<'sent' | 'not-sent' | 'unknown'>
  /** Shows for some seconds that somebody types. */
  type?(to: Recipient, line: Line<D>): Promise<void>
}

/** A channel that is connected to a provider. */
export interface Channel<D extends ChannelDefinition = ChannelDefinition> extends Speaker<D> {
  /** The places of the account that the person may pick from; without it there is nothing to pick. */
  places?(account: Account<D>): Promise<Done<Place[]>>
  /** Tries the keys by a real call, and sets up the webhook. Nothing of it stays where it fails. */
  connect(
    given: { form: z.output<D['form']>; place: string | null; hook: Hook },
    account: Account<D>,
  ): Promise<Done<Connected<D>>>
  /** Takes away what `connect` set up; what the provider no longer knows is no fault. */
  disconnect(line: Line<D>): Promise<void>
  /** Whether it still works, and the webhook still leads here. */
  check(line: Line<D>): Promise<Done<{ label: string }>>
  /** Answers the provider's question whether the address is ours; null where the request is none. */
  handshake?(request: HookRequest, line: Known<D>): HookAnswer | null
  /** False when in doubt: no secret, an empty secret, an odd header, an old time. `ask` is for the provider's public keys. */
  verify(request: HookRequest, line: Known<D>, ask: Ask): boolean | Promise<boolean>
  /** Their words into ours; only of a request that was verified. What cannot be read is left out. */
  read(request: HookRequest, line: Known<D>): Array<Inbound | News>
  /**
   * What came since then, where the provider has to be asked; every five minutes, and at each `News`. `since` is an instant:
   * that of the connecting, then what it gave the last time. What it gives twice counts once, by its `externalId`.
   */
  poll?(line: Line<D>, since: string): Promise<Done<{ inbound: Inbound[]; since: string }>>
  /** What a webhook is answered with once all of it is kept, some by what was in it; default 200 without a body. */
  thanks?: HookAnswer | ((request: HookRequest) => HookAnswer)
  /** The messages that may be sent later than people may be answered. */
  templates?(line: Line<D>): Promise<Done<ApprovedTemplate[]>>
  /** Who the person is, where the provider tells only when asked. */
  profile?(address: string, line: Line<D>): Promise<Profile | undefined>
  /** A file that somebody sent. Without it the file is read from its own address. */
  fetch?(reference: string, line: Line<D>): Promise<Done<FetchedFile>>
}

/** What a webhook is checked with; `secrets` are null at an address for all places of an account. */
export type Known<D extends ChannelDefinition = ChannelDefinition> = Omit<Line<D>, 'secrets' | 'ask'> & {
  secrets: z.output<D['secrets']> | null
}

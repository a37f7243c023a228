/** What a provider tells us, in the words of no channel. */
import type { Incoming, MEDIA } from '../shared/messages.ts'
import type { Profile } from './channel.ts'

/** A request to one of our addresses. `body` holds the bytes as they came, which is what signatures are made over. */
export interface HookRequest {
  method: string
  /** complete, as the provider called it: the public address with its query */
  url: string
  query: Readonly<Record<string, string>>
  /** names in small letters */
  headers: Readonly<Record<string, string>>
  body: Uint8Array
}

export interface HookAnswer {
  status: number
  type: string
  body: string
}

interface From {
  /** the place of the account that is meant, where the address is one for all of them */
  place?: string
  /** the provider's name of the person; never holds more than 200 characters */
  address: string
  /** an instant (UTC, ISO 8601); without it, now */
  at?: string
}

/** What somebody said; a file is fetched after it was kept. */
export type Said = Exclude<Incoming, { kind: 'file' }> | SentFile | { kind: 'unsupported'; what: string }

export interface SentFile {
  kind: 'sent-file'
  media: (typeof MEDIA)[number]
  /** an address, or what `fetch` of the channel needs to get it; at most 2,000 characters */
  reference: string
  name?: string
  /** what was written beside it */
  text?: string
}

/** Something is new at this place, and has to be asked for by `poll`. */
export interface News {
  kind: 'news'
  place: string
}

export type Inbound =
  /** `externalId` is the provider's name of the message; the same one counts once, for ever */
  | (From & {
      kind: 'message'
      externalId: string
      said: Said
      profile?: Profile
      /** the provider's name of the message that this one answers */
      replyTo?: string
      /** what this message can be answered with, and until when it is good */
      replyWith?: { token: string; until: string }
    })
  /** Of a message of ours. `ours` is `key` of the part, where the provider repeats it. */
  | {
      kind: 'receipt'
      place?: string
      status: 'sent' | 'delivered' | 'read' | 'failed'
      externalId: string
      ours?: string
      at?: string
      reason?: string
    }
  /** Everything until this instant was read (or arrived). */
  | (From & { kind: 'read-until'; status: 'delivered' | 'read'; until: string })
  /** Somebody of the business wrote from the provider's own app; or our own message comes back, with `ours`. */
  | (From & { kind: 'echo'; externalId: string; said: Said; ours?: string })
  | (From & { kind: 'edited'; externalId: string; text: string })
  | (From & { kind: 'deleted'; externalId: string })
  | (From & { kind: 'reaction'; externalId: string; reaction: string | null })
  /** Whether the person may be written to. */
  | (From & { kind: 'reach'; reach: 'ok' | 'blocked' | 'opted-out' })

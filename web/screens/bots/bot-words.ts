/** Words about bots that several screens use: kinds, states, channels and starters. */
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Bot } from '../../../shared/bots.ts'

export const KIND_WORDS: Record<Bot['kind'], MessageDescriptor> = { omni: msg`Omni bot`, page: msg`Page bot` }

export const STATUS_WORDS: Record<Bot['status'], MessageDescriptor> = { live: msg`Live`, paused: msg`Paused` }

export const CHANNEL_WORDS: Record<Bot['channels'][number], MessageDescriptor> = { webchat: msg`Web chat` }

interface StarterWords {
  name: MessageDescriptor
  description: MessageDescriptor
}

/** By the starter's id; one that is not named here keeps the words it comes with. */
export const STARTER_WORDS: Record<string, StarterWords> = {
  welcome: {
    name: msg`Welcome and lead capture`,
    description: msg`Greets visitors, asks who they are and what they need, and hands them to your team.`,
  },
  questions: {
    name: msg`Frequently asked questions`,
    description: msg`Answers what people ask most, and brings in a person for the rest.`,
  },
  feedback: {
    name: msg`Feedback with rating`,
    description: msg`Asks for one to five stars and a word about why, and follows up where it went wrong.`,
  },
  blank: { name: msg`Blank (says hello)`, description: msg`Says hello and leaves the rest to you.` },
}

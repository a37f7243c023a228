/** Words about bots that several screens use: kinds, states, channels and starters. */
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Bot } from '../../../shared/bots.ts'

export const KIND_WORDS: Record<Bot['kind'], MessageDescriptor> = { omni: msg`Omni bot`, page: msg`Page bot` }

export const STATUS_WORDS: Record<Bot['status'], MessageDescriptor> = { live: msg`Live`, paused: msg`Paused` }

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
  appointment: {
    name: msg`Appointments`,
    description: msg`Books an appointment, confirms it by e-mail, reminds of it, and lets people move or cancel it.`,
  },
  'order-status': {
    name: msg`Order status`,
    description: msg`Looks up an order in your shop and tells where it is.`,
  },
  feedback: {
    name: msg`Feedback with rating`,
    description: msg`Asks for one to five stars and a word about why, and follows up where it went wrong.`,
  },
  restaurant: {
    name: msg`Restaurant`,
    description: msg`Shows the menu, books tables, and tells when you are open and where to find you.`,
  },
  support: {
    name: msg`Support with handover`,
    description: msg`Finds out what the problem is, collects what your team needs, and hands over to whoever is there.`,
  },
  event: {
    name: msg`Event registration`,
    description: msg`Registers guests while seats are left, gives ticket numbers, and keeps a waiting list.`,
  },
  quiz: {
    name: msg`Quiz`,
    description: msg`Five questions, a score, a result for each, and another round.`,
  },
  newsletter: {
    name: msg`Newsletter`,
    description: msg`Subscribes people once they have confirmed their e-mail address by a code, and unsubscribes them.`,
  },
  'real-estate': {
    name: msg`Real-estate viewings`,
    description: msg`Finds out what home people look for, shows some, arranges a viewing, and scores the lead.`,
  },
  jobs: {
    name: msg`Job applications`,
    description: msg`Takes applications with CV, start date and salary, tells your team, and thanks the applicant.`,
  },
  blank: { name: msg`Blank (says hello)`, description: msg`Says hello and leaves the rest to you.` },
}

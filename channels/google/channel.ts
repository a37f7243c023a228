/** Speaks RCS for Business as an agent, by a service account. */
import { randomUUID } from 'node:crypto'
import type { Answered, Asked } from '../../shared/account.ts'
import type { Account, Channel, Delivery, Done, Line, Outgoing, Place, Recipient } from '../channel.ts'
import { askGoogle, keyOfService, notDelivered, sentenceFor } from '../google-account/access.ts'
import { businesses } from '../google-account/businesses.ts'
import { agentContent } from './content.ts'
import { googleDefinition } from './definition.ts'
import { answerSetup, isSigned, readEvent } from './read.ts'

type Rcs = typeof googleDefinition
type Agent = Account<Rcs> & { secrets: Pick<Line<Rcs>['secrets'], 'agentId' | 'region' | 'serviceAccount'> }

export const google: Channel<Rcs> = {
  definition: googleDefinition,
  places: placesOf,
  async connect({ form, place, hook }, account) {
    const { agentId } = form
    const works = await tryAgent({ ...account, secrets: form })
    if (!works.ok) return works
    return {
      ok: true,
      data: {
        place: agentId,
        ...(place !== null && place !== NO_BUSINESS && { page: place }),
        label: agentId,
        secrets: form,
        registered: [
          { label: 'Agent', value: agentId },
          { label: 'Left to do: the webhook of the agent, in the developer console', value: hook.url },
        ],
      },
    }
  },
  // The webhook is set by hand, and Google has no call to take it away.
  disconnect: async () => {},
  check: (line) => tryAgent(line),
  handshake: (request, { secrets }) => (secrets ? answerSetup(request, secrets.clientToken) : null),
  verify: (request, { secrets }) => isSigned(request, secrets?.clientToken ?? ''),
  read: (request, { secrets }) => (secrets ? readEvent(request, secrets.agentId) : []),
  send,
  async type({ address }, line) {
    await askAgent(line, {
      method: 'POST',
      url: `${phoneUrl(line, address)}/agentEvents?eventId=${randomUUID()}&agentId=${agentIn(line)}`,
      json: { eventType: 'IS_TYPING' },
    })
  },
}

const SCOPE = 'https://www.googleapis.com/auth/rcsbusinessmessaging'
const NO_BUSINESS = 'none'
const NEEDS_KEY = 'Paste the JSON key of the service account that may speak for the agent.'
/** Of the numbers that nobody has; it is only asked about. */
const NOBODY = '+12025550100'

/** The business that the agent speaks for, if it is one of the account; a page bot keeps to one. */
async function placesOf(account: Account<Rcs>): Promise<Done<Place[]>> {
  const found = await businesses(account)
  const none = { id: NO_BUSINESS, label: 'No business of this account' }
  return { ok: true, data: found.ok ? [...found.data, none] : [{ ...none, detail: found.message }] }
}

/** Asks what a number can show: 404 says that nobody has it, and that the agent may ask. */
async function tryAgent(agent: Agent): Promise<Done<{ label: string }>> {
  const url = `${phoneUrl(agent, NOBODY)}/capabilities?requestId=${randomUUID()}&agentId=${agentIn(agent)}`
  const answer = await askAgent(agent, { method: 'GET', url })
  if (answer.ok && (answer.status === 200 || answer.status === 404))
    return { ok: true, data: { label: agent.secrets.agentId } }
  return { ok: false, message: sentenceFor(answer) }
}

async function send({ content, key }: Outgoing, { address }: Recipient, line: Line<Rcs>): Promise<Delivery> {
  const url = `${phoneUrl(line, address)}/agentMessages?messageId=${encodeURIComponent(key)}&agentId=${agentIn(line)}`
  const answer = await askAgent(line, { method: 'POST', url, json: { contentMessage: agentContent(content) } })
  if (!answer.ok) return notDelivered(answer)
  // 409: it was sent before with this id.
  if (answer.status === 200 || answer.status === 409) return { ok: true, externalId: key }
  if (answer.status === 404) return { ok: false, isFinal: true, reason: 'This number cannot be reached by RCS.' }
  return notDelivered(answer)
}

async function askAgent({ secrets, through, urls, ask }: Agent, request: Asked): Promise<Answered> {
  const text = secrets.serviceAccount || through.secrets.serviceAccount || ''
  const key = keyOfService(text, SCOPE, urls)
  if (!key) return { ok: false, reason: 'failed', message: NEEDS_KEY, wasSent: false }
  return askGoogle(key, ask, request)
}

function phoneUrl({ urls, secrets }: Pick<Agent, 'urls' | 'secrets'>, phone: string): string {
  return `${urls.rcs.replace('{region}', secrets.region)}/v1/phones/${phone.replace(/[^\d+]/g, '')}`
}

function agentIn({ secrets }: Pick<Agent, 'secrets'>): string {
  return encodeURIComponent(secrets.agentId)
}

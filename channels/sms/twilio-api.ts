/** Where an account of Twilio or SignalWire is reached, and what with. */
import type { Answered, Ask, Asked } from '../../shared/account.ts'
import type { ServiceUrls } from '../../shared/service-urls.ts'
import type { SmsLine } from './provider.ts'

export interface TwilioApi {
  label: 'Twilio' | 'SignalWire'
  /** complete, down to the account */
  account: string
  /** the address of the messaging services, which SignalWire has not */
  services: string | null
  authorization: string
  signature: { header: string; key: string }
}

export function twilioApi(
  through: Exclude<SmsLine['through'], { integration: 'messagemedia' }>,
  urls: ServiceUrls,
): TwilioApi {
  if (through.integration === 'twilio') {
    const { accountSid, authToken } = through.secrets
    return {
      label: 'Twilio',
      account: `${urls.twilio}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}`,
      services: `${urls['twilio-messaging']}/v1/Services`,
      authorization: basic(accountSid, authToken),
      signature: { header: 'x-twilio-signature', key: authToken },
    }
  }
  const { space, projectId, apiToken, signingKey } = through.secrets
  const base = urls.signalwire.replace('{space}', space)
  return {
    label: 'SignalWire',
    account: `${base}/api/laml/2010-04-01/Accounts/${encodeURIComponent(projectId)}`,
    services: null,
    authorization: basic(projectId, apiToken),
    signature: { header: 'x-signalwire-signature', key: signingKey },
  }
}

export function askTwilio(api: TwilioApi, ask: Ask, request: Omit<Asked, 'headers'>): Promise<Answered> {
  return ask({ ...request, headers: { Authorization: api.authorization } })
}

export function isService(id: string): boolean {
  return /^MG[0-9a-f]{32}$/i.test(id)
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
}

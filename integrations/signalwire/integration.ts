/** Speaks to SignalWire's compatibility API, which is Twilio's at another address. */
import type { AccountOf, Integration } from '../integration.ts'
import { checkTwilioLike, sendTwilioLike, type TwilioLike } from '../twilio-like.ts'
import { signalwireDefinition } from './definition.ts'

export const signalwire: Integration<typeof signalwireDefinition> = {
  definition: signalwireDefinition,
  check: (account) => checkTwilioLike(at(account)),
  actions: { 'send-sms': { run: (sms, account) => sendTwilioLike(sms, at(account)) } },
}

function at({ secrets, urls, ask }: AccountOf<typeof signalwireDefinition>): TwilioLike {
  const { space, projectId, apiToken } = secrets
  const base = urls.signalwire.replace('{space}', space)
  return { url: `${base}/api/laml/2010-04-01/Accounts/${projectId}`, user: projectId, password: apiToken, ask }
}

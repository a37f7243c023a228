/** Speaks to Twilio's API of 2010. */
import type { AccountOf, Integration } from '../integration.ts'
import { checkTwilioLike, sendTwilioLike, type TwilioLike } from '../twilio-like.ts'
import { twilioDefinition } from './definition.ts'

export const twilio: Integration<typeof twilioDefinition> = {
  definition: twilioDefinition,
  check: (account) => checkTwilioLike(at(account)),
  actions: { 'send-sms': { run: (sms, account) => sendTwilioLike(sms, at(account)) } },
}

function at({ secrets, urls, ask }: AccountOf<typeof twilioDefinition>): TwilioLike {
  const { accountSid, authToken } = secrets
  return { url: `${urls.twilio}/2010-04-01/Accounts/${accountSid}`, user: accountSid, password: authToken, ask }
}

/** The list of integrations, browser half: a new one is a folder beside this file, and a line here and in `integrations.ts`. */
import { facebookDefinition } from './facebook/definition.ts'
import { googleBusinessDefinition } from './google-business/definition.ts'
import type { IntegrationDefinition } from './integration.ts'
import { mailchimpDefinition } from './mailchimp/definition.ts'
import { messagemediaDefinition } from './messagemedia/definition.ts'
import { openaiDefinition } from './openai/definition.ts'
import { sendgridDefinition } from './sendgrid/definition.ts'
import { signalwireDefinition } from './signalwire/definition.ts'
import { twilioDefinition } from './twilio/definition.ts'

export const INTEGRATION_DEFINITIONS: readonly IntegrationDefinition[] = [
  openaiDefinition,
  sendgridDefinition,
  mailchimpDefinition,
  messagemediaDefinition,
  signalwireDefinition,
  twilioDefinition,
  facebookDefinition,
  googleBusinessDefinition,
]

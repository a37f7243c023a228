/** The list of integrations, browser half: a new one is a folder beside this file, and a line here and in `integrations.ts`. */
import type { IntegrationDefinition } from './integration.ts'
import { mailchimpDefinition } from './mailchimp/definition.ts'
import { openaiDefinition } from './openai/definition.ts'
import { sendgridDefinition } from './sendgrid/definition.ts'

export const INTEGRATION_DEFINITIONS: readonly IntegrationDefinition[] = [
  openaiDefinition,
  sendgridDefinition,
  mailchimpDefinition,
]

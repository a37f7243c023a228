/** The action «send an SMS», which every service that carries text messages has. */
import { z } from 'zod'
import { plainText } from '../shared/messages.ts'
import { Phone } from './phone.ts'

/** `from` says which senders the service takes, and what becomes of an empty one. */
export function sendSms(from: string) {
  return {
    label: 'Send an SMS',
    description: 'Sends a text message to a telephone number',
    input: z.strictObject({
      to: Phone.meta({ label: 'To', description: 'Such as +1 555 0100; may hold {{variables}}', control: 'text' }),
      text: plainText(1600).min(1).meta({ label: 'Text', control: 'long-text' }),
      from: plainText(40).optional().meta({ label: 'From', description: from, control: 'text' }),
    }),
    output: z.object({ messageId: z.string() }),
  }
}

/** Sends an e-mail. */
import { z } from 'zod'
import { cutText, plainText } from '../../shared/messages.ts'
import { canonicalEmail } from '../../shared/text.ts'
import { type Block, connectPart, type Fault, Text, titled, way } from '../block.ts'
import { template, templateFor } from '../values/variables.ts'

const Mail = z
  .strictObject({
    block: z.literal('mail'),
    ...titled,
    to: plainText(500).meta({ label: 'To', description: 'Such as {{USER_EMAIL}}', control: 'text' }),
    subject: plainText(200).meta({ label: 'Subject', description: 'May hold {{variables}}', control: 'text' }),
    text: Text.meta({ label: 'Message', description: 'May hold {{variables}}', control: 'long-text' }),
    next: way('Then go to'),
  })
  .meta({ label: 'Send an e-mail', description: 'Sends an e-mail to the person or to somebody else' })

type Mail = z.output<typeof Mail>

export const mail: Block<typeof Mail> = {
  name: 'mail',
  category: 'do',
  schema: Mail,
  waits: false,
  palette: [
    {
      id: 'mail',
      label: 'Send an e-mail',
      description: 'Sends an e-mail to the person or to somebody else',
      icon: 'mail',
      fresh: () => ({ block: 'mail', to: '{{USER_EMAIL}}', subject: '', text: '' }),
    },
  ],
  edges: (step) => [{ handle: 'next', label: 'Next', to: step.next }],
  connect: connectPart,
  texts: (step) => [step.to, step.subject, step.text],
  fields: () => [],
  flows: () => [],
  gist: (step) => step.subject || step.to,
  check: checkMail,
  ready(step, { moveTo }) {
    const [to, subject] = [templateFor('line', step.to), templateFor('line', step.subject)]
    const text = template(step.text)
    const next = moveTo(step.next)
    return {
      enter(turn) {
        const address = canonicalEmail(to(turn))
        if (address === null) turn.fail('wrong-value', 'An e-mail was not sent: there is no address to send it to.')
        else turn.do({ kind: 'mail', to: address, subject: cutText(subject(turn).trim(), 200), text: text(turn) })
        return next
      },
    }
  },
}

function checkMail({ to, subject, text }: Mail): Fault[] {
  const faults: Fault[] = []
  const add = (code: string, message: string, part: string) => faults.push({ severity: 'error', code, message, part })
  if (to.trim() === '') add('empty-to', 'Write who gets the e-mail.', 'to')
  else if (!to.includes('{{') && canonicalEmail(to) === null) add('bad-to', 'This is no e-mail address.', 'to')
  if (subject.trim() === '') add('empty-subject', 'Write a subject.', 'subject')
  if (text.trim() === '') add('empty-text', 'Write what the e-mail says.', 'text')
  return faults
}

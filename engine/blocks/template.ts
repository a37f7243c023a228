/** Sends a template that the channel's provider has approved, which reaches people who wrote too long ago for anything else. */
import { z } from 'zod'
import { plainText } from '../../shared/messages.ts'
import { type Block, connectPart, emptyText, type Fault, Text, titled, way } from '../block.ts'
import { NAME_LIMIT, readyText } from '../block-parts/message-parts.ts'
import { template as readyWords } from '../values/variables.ts'

const words = {
  label: 'Message template',
  description: 'A template approved by WhatsApp, which reaches people later than a day after they wrote',
}
const PARAMETER_LIMIT = 1000
const PARAMETERS_LIMIT = 20

const Template = z
  .strictObject({
    block: z.literal('template'),
    ...titled,
    template: plainText(NAME_LIMIT).meta({
      label: 'Template',
      description: 'Its name at WhatsApp, such as order_update',
      control: 'text',
    }),
    language: plainText(20).meta({ label: 'Language', description: 'Such as en or en_US', control: 'text' }),
    parameters: plainText(4000).optional().meta({
      label: 'Parameters',
      description: 'What goes into {{1}}, {{2}} and so on of the template, each on a line; may hold {{variables}}',
      control: 'long-text',
    }),
    text: Text.meta({
      label: 'What it says',
      description: 'For live chat, and for channels without templates; may hold {{variables}}',
      control: 'long-text',
    }),
    next: way('Then go to'),
  })
  .meta(words)

export const templateBlock: Block<typeof Template> = {
  name: 'template',
  category: 'say',
  schema: Template,
  waits: false,
  palette: [
    {
      id: 'template',
      ...words,
      icon: 'speakerphone',
      fresh: () => ({ block: 'template', template: '', language: 'en', text: '' }),
    },
  ],
  edges: (step) => [{ handle: 'next', label: 'Next', to: step.next }],
  connect: connectPart,
  texts: (step) => [step.text, step.template, step.language, step.parameters ?? ''],
  fields: () => [],
  flows: () => [],
  gist: (step) => step.text || step.template,
  check: (step) => [...checkName(step.template), ...checkLanguage(step.language), ...emptyText(step.text)],
  ready(step, { moveTo }) {
    const [name, language] = [readyText(step.template, NAME_LIMIT), readyText(step.language, 20)]
    const parameters = linesOf(step.parameters).map((line) => readyText(line, PARAMETER_LIMIT))
    const text = readyWords(step.text)
    const next = moveTo(step.next)
    return {
      enter(turn) {
        const said = text(turn)
        const [called, tongue] = [name(turn), language(turn)]
        if (!NAME.test(called) || !LANGUAGE.test(tongue)) {
          turn.fail('wrong-value', 'The template has no name and language, so its text was sent instead.')
          turn.say(said)
          return next
        }
        const filled = parameters.map((parameter) => parameter(turn))
        turn.send({ kind: 'template', name: called, language: tongue, parameters: filled, text: said.trim() || called })
        return next
      },
    }
  },
}

const NAME = /^[a-z0-9_]{1,200}$/
const LANGUAGE = /^[a-z]{2,3}(?:_[A-Za-z]{2,4})?$/

function linesOf(parameters = ''): string[] {
  return parameters
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, PARAMETERS_LIMIT)
}

function checkName(name: string): Fault[] {
  if (name.includes('{{') || NAME.test(name.trim())) return []
  const message = 'Give the name of the template, such as order_update: small letters, digits and _.'
  return [{ severity: 'error', code: 'wrong-template', message, part: 'template' }]
}

function checkLanguage(language: string): Fault[] {
  if (language.includes('{{') || LANGUAGE.test(language.trim())) return []
  return [
    {
      severity: 'error',
      code: 'wrong-language',
      message: 'This is no language such as en or en_US.',
      part: 'language',
    },
  ]
}

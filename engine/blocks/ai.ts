/** Lets a language model answer, with other flows as its tools. */
import { z } from 'zod'
import { plainText } from '../../shared/messages.ts'
import { type Block, connectPart, type Fault, titled, way } from '../block.ts'
import { readyConversation } from '../block-parts/ai-rounds.ts'
import { FieldTarget, PairName, sameNames } from '../block-parts/pairs.ts'
import { AiCall } from '../call.ts'
import { FlowId } from '../flow-id.ts'

const Described = z.strictObject({
  name: PairName.meta({ label: 'Name', control: 'text' }),
  description: plainText(500).meta({ label: 'What it is', control: 'text' }),
})

const Tool = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/, 'A name has up to 40 small letters, digits and _, and starts with a letter')
    .meta({ label: 'Name', control: 'text' }),
  description: plainText(1000).meta({ label: 'When it is used', control: 'long-text' }),
  flow: FlowId.meta({ label: 'Flow', control: 'flow' }),
  inputs: z.array(Described).max(20).meta({ label: 'What it is given', control: 'pairs' }),
})

const Part = Described.extend({ field: FieldTarget.meta({ label: 'Keep it in', control: 'field' }) })

type Ai = z.output<typeof Ai>
const Ai = z
  .strictObject({
    block: z.literal('ai'),
    ...titled,
    system: plainText(10_000).meta({
      label: 'What the model is told',
      description: 'Who it is, what it knows, how it answers; may hold {{variables}}',
      control: 'long-text',
    }),
    prompt: plainText(4000).optional().meta({
      label: 'What it is asked',
      description: 'Left empty, it answers the conversation',
      control: 'long-text',
    }),
    history: AiCall.shape.history.meta({ label: 'Earlier messages it sees', control: 'number' }),
    model: AiCall.shape.model
      .optional()
      .meta({ label: 'Model', description: 'Left empty, that of the connection', control: 'text' }),
    maxTokens: AiCall.shape.maxTokens.meta({ label: 'Length of the answer in tokens', control: 'number' }),
    temperature: AiCall.shape.temperature.meta({ label: 'Temperature', control: 'number' }),
    say: z.boolean().meta({ label: 'Say the answer', control: 'switch' }),
    field: FieldTarget.optional().meta({ label: 'Keep the answer in', control: 'field' }),
    tools: z.array(Tool).max(20).meta({ label: 'Flows it may use', control: 'ai-tools' }),
    fields: z.array(Part).max(20).meta({ label: 'What it finds out', control: 'ai-fields' }),
    next: way('Then go to'),
    failed: way('When it fails go to'),
  })
  .meta({ label: 'AI reply', description: 'Lets a language model answer' })

export const ai: Block<typeof Ai> = {
  name: 'ai',
  category: 'reach',
  schema: Ai,
  waits: true,
  palette: [
    {
      id: 'ai',
      label: 'AI reply',
      description: 'Lets a language model answer',
      icon: 'sparkles',
      fresh: () => ({
        block: 'ai',
        system: 'You answer briefly and kindly, in the language of the person.',
        history: 10,
        maxTokens: 500,
        say: true,
        tools: [],
        fields: [],
      }),
    },
  ],
  edges: (step) => [
    { handle: 'next', label: 'Next', to: step.next },
    { handle: 'failed', label: 'Failed', to: step.failed },
  ],
  connect: connectPart,
  texts: (step) => [step.system, step.prompt ?? ''],
  fields: (step) => [...(step.field ? [step.field] : []), ...step.fields.map(({ field }) => field)],
  flows: (step) => step.tools.flatMap(({ flow }) => (flow === '' ? [] : [flow])),
  gist: (step) => step.prompt || step.system,
  check: checkAi,
  ready: (step, { moveTo }) =>
    readyConversation(step, { next: moveTo(step.next), failed: moveTo(step.failed ?? step.next) }),
}

function checkAi(step: Ai): Fault[] {
  const faults = [...sameNames(step.tools, 'tools'), ...sameNames(step.fields, 'fields')]
  for (const [index, { flow, inputs }] of step.tools.entries()) {
    faults.push(...sameNames(inputs, `tools/${index}/inputs`))
    if (flow === '')
      faults.push({ severity: 'error', code: 'no-flow', message: 'Choose the flow.', part: `tools/${index}/flow` })
  }
  if (!step.say && !step.field && step.fields.length === 0)
    faults.push({
      severity: 'warning',
      code: 'unused-answer',
      message: 'The answer is neither said nor kept.',
      part: 'say',
    })
  return faults
}

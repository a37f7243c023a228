/** Goes on at another step, or in another flow for good. */
import { z } from 'zod'
import { type Block, connectPart, type Fault, type Move, titled, way } from '../block.ts'
import { FlowId } from '../flow-id.ts'

const NOWHERE: Fault = { severity: 'error', code: 'no-target', message: 'Choose where to go.', part: 'to' }

const Jump = z
  .strictObject({
    block: z.literal('jump'),
    ...titled,
    to: way('Go to'),
    flow: FlowId.optional().meta({ label: 'Or into the flow', control: 'flow' }),
  })
  .meta({ label: 'Go to', description: 'Goes on at another step, or in another flow for good' })

export const jump: Block<typeof Jump> = {
  name: 'jump',
  category: 'move',
  schema: Jump,
  waits: false,
  palette: [
    {
      id: 'jump',
      label: 'Go to',
      description: 'Goes on at another step, or in another flow for good',
      icon: 'arrow-forward-up',
      fresh: () => ({ block: 'jump' }),
    },
  ],
  edges: (step) => (step.flow ? [] : [{ handle: 'to', label: 'Go to', to: step.to }]),
  connect: connectPart,
  texts: () => [],
  fields: () => [],
  flows: (step) => (step.flow ? [step.flow] : []),
  gist: () => '',
  check: (step) => (step.to === undefined && !step.flow ? [NOWHERE] : []),
  ready(step, { moveTo }) {
    const move: Move = step.flow ? { flow: step.flow, inputs: {}, isCall: false } : moveTo(step.to)
    return { enter: () => move }
  },
}

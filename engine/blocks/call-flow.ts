/** Goes through another flow and comes back with what it gives back. */
import { z } from 'zod'
import { type Block, connectPart, type Fault, titled, way } from '../block.ts'
import { FieldTarget, PairName, Pairs, readyPairs, sameNames } from '../block-parts/pairs.ts'
import { FlowId } from '../flow-id.ts'

const NO_FLOW: Fault = { severity: 'error', code: 'no-flow', message: 'Choose the flow.', part: 'flow' }

const CallFlow = z
  .strictObject({
    block: z.literal('call-flow'),
    ...titled,
    flow: FlowId.meta({ label: 'Flow', control: 'flow' }),
    inputs: Pairs.meta({ label: 'Give it', control: 'pairs' }),
    save: z
      .array(
        z.strictObject({
          name: PairName.meta({ label: 'What it gives back', control: 'text' }),
          field: FieldTarget.meta({ label: 'Keep it in', control: 'field' }),
        }),
      )
      .max(20)
      .meta({ label: 'Keep what it gives back', control: 'mapping' }),
    next: way('Then go to'),
  })
  .meta({ label: 'Call a flow', description: 'Goes through another flow and comes back' })

export const callFlow: Block<typeof CallFlow> = {
  name: 'call-flow',
  category: 'move',
  schema: CallFlow,
  waits: false,
  palette: [
    {
      id: 'call-flow',
      label: 'Call a flow',
      description: 'Goes through another flow and comes back',
      icon: 'arrow-loop-right',
      fresh: () => ({ block: 'call-flow', flow: '', inputs: [], save: [] }),
    },
  ],
  edges: (step) => [{ handle: 'next', label: 'Next', to: step.next }],
  connect: connectPart,
  texts: (step) => step.inputs.map(({ value }) => value),
  fields: (step) => step.save.map(({ field }) => field),
  flows: (step) => (step.flow === '' ? [] : [step.flow]),
  gist: () => '',
  check: (step) => [...(step.flow === '' ? [NO_FLOW] : []), ...sameNames(step.inputs, 'inputs')],
  ready(step, { moveTo }) {
    const inputs = readyPairs(step.inputs)
    const next = moveTo(step.next)
    return {
      enter: (turn) => turn.callFlow(step.flow, inputs(turn)),
      returned(turn, outputs) {
        for (const { name, field } of step.save)
          turn.setField(field, (Object.hasOwn(outputs, name) ? outputs[name] : undefined) ?? null)
        return next
      },
    }
  },
}

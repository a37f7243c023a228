/** Goes back to the flow that called this one, with what it gives back. */
import { z } from 'zod'
import { type Block, connectPart, titled } from '../block.ts'
import { Pairs, readyPairs, sameNames } from '../block-parts/pairs.ts'

const Return = z
  .strictObject({
    block: z.literal('return'),
    ...titled,
    outputs: Pairs.meta({ label: 'Give back', control: 'pairs' }),
  })
  .meta({ label: 'Return', description: 'Goes back to the flow that called this one' })

export const returnBlock: Block<typeof Return> = {
  name: 'return',
  category: 'move',
  schema: Return,
  waits: false,
  palette: [
    {
      id: 'return',
      label: 'Return',
      description: 'Goes back to the flow that called this one',
      icon: 'corner-down-left',
      fresh: () => ({ block: 'return', outputs: [] }),
    },
  ],
  edges: () => [],
  connect: connectPart,
  texts: (step) => step.outputs.map(({ value }) => value),
  fields: () => [],
  flows: () => [],
  gist: (step) => step.outputs.map(({ name }) => name).join(', '),
  check: (step) => sameNames(step.outputs, 'outputs'),
  ready(step) {
    const outputs = readyPairs(step.outputs)
    return {
      enter(turn) {
        turn.giveBack(outputs(turn))
        return 'end'
      },
    }
  },
}

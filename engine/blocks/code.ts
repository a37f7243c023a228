/** Runs JavaScript in a sandbox and keeps parts of what it returns. */
import { z } from 'zod'
import { plainText } from '../../shared/messages.ts'
import { type Block, connectPart, type Fault, titled, way } from '../block.ts'
import { failureOf } from '../block-parts/outcome.ts'
import { checkMapping, Mapping, Pairs, readyMapping, readyPairs, sameNames } from '../block-parts/pairs.ts'

const NO_SOURCE: Fault = { severity: 'error', code: 'empty-code', message: 'Write some code.', part: 'source' }

const Code = z
  .strictObject({
    block: z.literal('code'),
    ...titled,
    source: plainText(20_000).meta({
      label: 'JavaScript',
      description: 'The body of an async function of input; what it returns is the answer',
      control: 'code',
    }),
    input: Pairs.meta({ label: 'Give it', control: 'pairs' }),
    save: Mapping.meta({ label: 'Keep of the answer', control: 'mapping' }),
    next: way('Then go to'),
    failed: way('When it fails go to'),
  })
  .meta({ label: 'Code', description: 'Runs JavaScript of your own, shut off from everything' })

export const code: Block<typeof Code> = {
  name: 'code',
  category: 'reach',
  schema: Code,
  waits: true,
  palette: [
    {
      id: 'code',
      label: 'Code',
      description: 'Runs JavaScript of your own, shut off from everything',
      icon: 'code',
      fresh: () => ({
        block: 'code',
        source: 'return { text: input.text.trim() }',
        input: [{ name: 'text', value: '{{LAST_INPUT}}' }],
        save: [],
      }),
    },
  ],
  edges: (step) => [
    { handle: 'next', label: 'Next', to: step.next },
    { handle: 'failed', label: 'Failed', to: step.failed },
  ],
  connect: connectPart,
  texts: (step) => step.input.map(({ value }) => value),
  fields: (step) => step.save.map(({ field }) => field),
  flows: () => [],
  gist: (step) => step.source,
  check: (step) => [
    ...(step.source.trim() === '' ? [NO_SOURCE] : []),
    ...sameNames(step.input, 'input'),
    ...checkMapping(step.save),
  ],
  ready(step, { moveTo }) {
    const input = readyPairs(step.input)
    const keep = readyMapping(step.save)
    const [next, failed] = [moveTo(step.next), moveTo(step.failed ?? step.next)]
    return {
      enter: (turn) => turn.call({ kind: 'code', source: step.source, input: input(turn) }),
      result(turn, outcome) {
        if (outcome.ok) {
          keep(turn, outcome)
          return next
        }
        turn.fail('call-failed', failureOf(outcome))
        return failed
      },
    }
  },
}

/** Lets a connected service do something, and keeps parts of its answer. */
import { z } from 'zod'
import { Value } from '../../shared/fields.ts'
import { type Block, connectPart, type Fault, titled, way } from '../block.ts'
import { failureOf, isSuccess } from '../block-parts/outcome.ts'
import { checkMapping, Mapping, readyMapping } from '../block-parts/pairs.ts'
import { type Values, valueTemplate } from '../values/variables.ts'

const Integration = z
  .strictObject({
    block: z.literal('integration'),
    ...titled,
    integration: z.string().max(40).meta({ label: 'Service', control: 'integration' }),
    action: z.string().max(60).meta({ label: 'What it does', control: 'integration' }),
    input: z
      .record(z.string().max(60), Value)
      .meta({ label: 'Give it', description: 'May hold {{variables}}', control: 'integration' }),
    save: Mapping.meta({ label: 'Keep of the answer', control: 'mapping' }),
    next: way('Then go to'),
    failed: way('When it fails go to'),
  })
  .meta({ label: 'Integration', description: 'Lets a connected service do something' })

type Integration = z.output<typeof Integration>

export const integration: Block<typeof Integration> = {
  name: 'integration',
  category: 'reach',
  schema: Integration,
  waits: true,
  palette: [
    {
      id: 'integration',
      label: 'Integration',
      description: 'Lets a connected service do something',
      icon: 'plug-connected',
      fresh: () => ({ block: 'integration', integration: '', action: '', input: {}, save: [] }),
    },
  ],
  edges: (step) => [
    { handle: 'next', label: 'Next', to: step.next },
    { handle: 'failed', label: 'Failed', to: step.failed },
  ],
  connect: connectPart,
  texts: (step) => Object.values(step.input).flatMap(textsIn),
  fields: (step) => step.save.map(({ field }) => field),
  flows: () => [],
  gist: (step) => [step.integration, step.action].filter(Boolean).join(': '),
  check: (step) => [...checkChosen(step), ...checkMapping(step.save)],
  ready(step, { moveTo }) {
    const input = Object.entries(step.input).map(([name, value]) => [name, readyValue(value)] as const)
    const keep = readyMapping(step.save)
    const [next, failed] = [moveTo(step.next), moveTo(step.failed ?? step.next)]
    return {
      enter: (turn) =>
        turn.call({
          kind: 'integration',
          integration: step.integration,
          action: step.action,
          input: Object.fromEntries(input.map(([name, value]) => [name, value(turn)])),
        }),
      result(turn, outcome) {
        keep(turn, outcome, !isSuccess(outcome))
        if (isSuccess(outcome)) return next
        turn.fail('call-failed', failureOf(outcome))
        return failed
      },
    }
  },
}

/** Texts are filled in, however deep they lie. */
function readyValue(value: Value): (values: Values) => Value {
  if (typeof value === 'string') return valueTemplate(value)
  if (typeof value !== 'object' || value === null) return () => value
  if (Array.isArray(value)) {
    const parts = value.map(readyValue)
    return (values) => parts.map((part) => part(values))
  }
  const parts = Object.entries(value).map(([name, part]) => [name, readyValue(part)] as const)
  return (values) => Object.fromEntries(parts.map(([name, part]) => [name, part(values)]))
}

function textsIn(value: Value): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

function checkChosen({ integration: service, action }: Integration): Fault[] {
  if (service !== '' && action !== '') return []
  const message = 'Choose a service and what it does.'
  return [{ severity: 'error', code: 'no-action', message, part: service === '' ? 'integration' : 'action' }]
}

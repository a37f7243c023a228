/** Goes one of several ways, by what a value is. */
import { z } from 'zod'
import { plainText } from '../../shared/messages.ts'
import { type Block, connectPart, type Fault, slug, titled, way } from '../block.ts'
import { isSame } from '../values/compare.ts'
import { template } from '../values/variables.ts'

const Case = z.strictObject({
  id: slug(20),
  is: plainText(1000).meta({ label: 'Is', description: 'May hold {{variables}}', control: 'text' }),
  next: way('Then go to'),
})

const Switch = z
  .strictObject({
    block: z.literal('switch'),
    ...titled,
    value: plainText(1000).meta({ label: 'Value', description: 'Such as {{plan}}', control: 'text' }),
    cases: z.array(Case).max(30).meta({ label: 'Cases', control: 'branches' }),
    otherwise: way('In every other case go to'),
  })
  .meta({ label: 'Switch', description: 'Goes one of several ways, by what a value is' })

type Switch = z.output<typeof Switch>

export const switchBlock: Block<typeof Switch> = {
  name: 'switch',
  category: 'decide',
  schema: Switch,
  waits: false,
  palette: [
    {
      id: 'switch',
      label: 'Switch',
      description: 'Goes one of several ways, by what a value is',
      icon: 'git-branch',
      fresh: () => ({ block: 'switch', value: '{{LAST_INPUT}}', cases: [{ id: 'case-1', is: '' }] }),
    },
  ],
  edges: (step) => [
    ...step.cases.map(({ id, is, next }) => ({ handle: `case:${id}`, label: is, to: next })),
    { handle: 'otherwise', label: 'Otherwise', to: step.otherwise },
  ],
  connect: (step, handle, to) => {
    if (!handle.startsWith('case:')) return connectPart(step, handle, to)
    return { ...step, cases: step.cases.map((each) => (`case:${each.id}` === handle ? { ...each, next: to } : each)) }
  },
  texts: (step) => [step.value, ...step.cases.map(({ is }) => is)],
  fields: () => [],
  flows: () => [],
  gist: (step) => step.value,
  check: (step) => [...checkValue(step), ...checkCases(step)],
  ready(step, { moveTo }) {
    const value = template(step.value)
    const cases = step.cases.map(({ is, next }) => ({ is: template(is), move: moveTo(next) }))
    const otherwise = moveTo(step.otherwise)
    return {
      enter(turn) {
        const said = value(turn)
        turn.work(said.length * cases.length)
        return cases.find(({ is }) => isSame(said, is(turn)))?.move ?? otherwise
      },
    }
  },
}

function checkValue({ value }: Switch): Fault[] {
  if (value.trim() !== '') return []
  return [{ severity: 'error', code: 'empty-value', message: 'Write which value is looked at.', part: 'value' }]
}

function checkCases({ cases }: Switch): Fault[] {
  const faults: Fault[] = []
  if (cases.length === 0)
    faults.push({ severity: 'error', code: 'no-cases', message: 'Add at least one case.', part: 'cases' })
  if (new Set(cases.map(({ id }) => id)).size < cases.length)
    faults.push({ severity: 'error', code: 'same-case-id', message: 'Two cases have the same id.', part: 'cases' })
  for (const [index, { is }] of cases.entries())
    if (cases.slice(0, index).some((earlier) => isSame(earlier.is, is)))
      faults.push({
        severity: 'warning',
        code: 'same-case',
        message: 'An earlier case is the same, so this one is never taken.',
        part: `cases/${index}/is`,
      })
  return faults
}

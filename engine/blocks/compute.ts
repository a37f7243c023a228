/** Works out a formula and keeps what comes out in a field. */
import { z } from 'zod'
import { plainText } from '../../shared/messages.ts'
import { type Block, connectPart, type Fault, titled, way } from '../block.ts'
import { FieldTarget } from '../block-parts/pairs.ts'
import { FORMULA_LIMIT, type Formula, readFormula } from '../formulas/formula.ts'
import { isUnknownValue } from '../values/system-values.ts'

const Compute = z
  .strictObject({
    block: z.literal('compute'),
    ...titled,
    field: FieldTarget.meta({ label: 'Field', control: 'field' }),
    formula: plainText(FORMULA_LIMIT).meta({
      label: 'Formula',
      description: 'Names are fields: round(price * amount, 2)',
      control: 'formula',
    }),
    next: way('Then go to'),
  })
  .meta({ label: 'Compute', description: 'Works out a formula and keeps what comes out' })

type Compute = z.output<typeof Compute>

export const compute: Block<typeof Compute> = {
  name: 'compute',
  category: 'do',
  schema: Compute,
  waits: false,
  palette: [
    {
      id: 'compute',
      label: 'Compute',
      description: 'Works out a formula and keeps what comes out',
      icon: 'calculator',
      fresh: () => ({ block: 'compute', field: 'result', formula: '' }),
    },
  ],
  edges: (step) => [{ handle: 'next', label: 'Next', to: step.next }],
  connect: connectPart,
  texts: () => [],
  fields: (step) => [step.field],
  flows: () => [],
  gist: (step) => `${step.field} = ${step.formula}`,
  check: checkFormula,
  ready(step, { moveTo }) {
    let formula: Formula | undefined
    const next = moveTo(step.next)
    return {
      enter(turn) {
        turn.work(step.formula.length * READING)
        formula ??= readFormula(step.formula)
        const result = formula.ok ? formula.work(turn) : formula
        if (result.ok) turn.setField(step.field, result.value)
        else turn.fail('wrong-value', `The formula for ${step.field} has no result: ${result.message}`)
        return next
      },
    }
  },
}

/** Reading a character of a formula takes as long as working over so many of a text. */
const READING = 50

function checkFormula({ formula }: Compute): Fault[] {
  const read = readFormula(formula)
  if (!read.ok) return [{ severity: 'error', code: 'bad-formula', message: read.message, part: 'formula' }]
  return read.names.filter(isUnknownValue).map((name) => ({
    severity: 'warning',
    code: 'unknown-value',
    message: `There is no value named ${name}.`,
    part: 'formula',
  }))
}

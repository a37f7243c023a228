/** Works out a formula and keeps what comes out in a field. */
import { z } from 'zod'
import { plainText } from '../../shared/messages.ts'
import { type Block, connectPart, type Fault, titled, way } from '../block.ts'
import { FieldTarget } from '../block-parts/pairs.ts'
import { FORMULA_LIMIT, readFormula } from '../formulas/formula.ts'
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
    const formula = readFormula(step.formula)
    const next = moveTo(step.next)
    return {
      enter(turn) {
        const result = formula.ok ? formula.work(turn) : formula
        if (result.ok) turn.setField(step.field, result.value)
        else turn.fail('wrong-value', `The formula for ${step.field} has no result: ${result.message}`)
        return next
      },
    }
  },
}

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

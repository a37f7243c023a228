/** Sets a field of the bot user, or clears it. */
import { z } from 'zod'
import { type Block, FieldName, Text, way } from '../block.ts'
import { template } from '../variables.ts'

const SetField = z
  .strictObject({
    block: z.literal('set'),
    field: FieldName.meta({ label: 'Field', control: 'field' }),
    value: Text.nullable().meta({
      label: 'Becomes',
      description: 'May hold {{variables}}; nothing clears the field',
      control: 'text',
    }),
    next: way('Then go to'),
  })
  .meta({ label: 'Set a field', description: 'Writes a value into a field of the bot user, or clears it' })

export const set: Block<typeof SetField> = {
  name: 'set',
  schema: SetField,
  waits: false,
  edges: (step) => [{ handle: 'next', label: 'Next', to: step.next }],
  texts: (step) => [step.value ?? ''],
  check: () => [],
  ready(step, { moveTo }) {
    const value = step.value === null ? undefined : template(step.value)
    const next = moveTo(step.next)
    return {
      enter(turn) {
        turn.setField(step.field, value?.(turn) || null)
        return next
      },
    }
  },
}

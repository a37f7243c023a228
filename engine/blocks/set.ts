/** Sets a field of the bot user or of the bot, or clears it. */
import { z } from 'zod'
import { type Block, connectPart, Text, titled, way } from '../block.ts'
import { FieldTarget } from '../block-parts/pairs.ts'
import { valueTemplate } from '../values/variables.ts'

const SetField = z
  .strictObject({
    block: z.literal('set'),
    ...titled,
    field: FieldTarget.meta({ label: 'Field', control: 'field' }),
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
  category: 'do',
  schema: SetField,
  waits: false,
  palette: [
    {
      id: 'set',
      label: 'Set a field',
      description: 'Writes a value into a field of the bot user, or clears it',
      icon: 'pencil',
      fresh: () => ({ block: 'set', field: 'note', value: '{{LAST_INPUT}}' }),
    },
  ],
  edges: (step) => [{ handle: 'next', label: 'Next', to: step.next }],
  connect: connectPart,
  texts: (step) => [step.value ?? ''],
  fields: (step) => [step.field],
  flows: () => [],
  gist: (step) => (step.value === null ? `${step.field}: –` : `${step.field} = ${step.value}`),
  check: () => [],
  ready(step, { moveTo }) {
    const value = step.value === null ? undefined : valueTemplate(step.value)
    const next = moveTo(step.next)
    return {
      enter(turn) {
        const becomes = value?.(turn)
        turn.setField(step.field, becomes === undefined || becomes === '' ? null : becomes)
        return next
      },
    }
  },
}

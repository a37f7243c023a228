/** Sends people different ways by chance, each person always the same way. */
import { z } from 'zod'
import { LABEL_LIMIT, plainText } from '../../shared/messages.ts'
import { type Block, connectPart, type Fault, slug, titled, way } from '../block.ts'
import { shareOf } from '../block-parts/share.ts'

const Part = z.strictObject({
  id: slug(20),
  label: plainText(LABEL_LIMIT).meta({ label: 'Name', control: 'text' }),
  weight: z.number().min(0).max(100).meta({ label: 'Percent', control: 'number' }),
  next: way('Then go to'),
})

const Split = z
  .strictObject({
    block: z.literal('split'),
    ...titled,
    parts: z.array(Part).max(20).meta({ label: 'Ways', control: 'weights' }),
  })
  .meta({ label: 'Randomizer', description: 'Sends people different ways by chance, each always the same way' })

type Split = z.output<typeof Split>

export const split: Block<typeof Split> = {
  name: 'split',
  category: 'decide',
  schema: Split,
  waits: false,
  palette: [
    {
      id: 'split',
      label: 'Randomizer',
      description: 'Sends people different ways by chance, each always the same way',
      icon: 'dice',
      fresh: () => ({
        block: 'split',
        parts: [
          { id: 'a', label: 'A', weight: 50 },
          { id: 'b', label: 'B', weight: 50 },
        ],
      }),
    },
  ],
  edges: (step) => step.parts.map(({ id, label, next }) => ({ handle: `part:${id}`, label, to: next })),
  connect: (step, handle, to) => {
    if (!handle.startsWith('part:')) return connectPart(step, handle, to)
    return { ...step, parts: step.parts.map((part) => (`part:${part.id}` === handle ? { ...part, next: to } : part)) }
  },
  texts: () => [],
  fields: () => [],
  flows: () => [],
  gist: (step) => step.parts.map(({ label, weight }) => `${label} ${weight} %`).join(', '),
  check: checkParts,
  ready(step, { flowId, stepId, moveTo }) {
    const total = totalOf(step)
    let sum = 0
    const parts = step.parts.map(({ weight, next }) => {
      sum += weight
      return { upTo: sum / total, move: moveTo(next) }
    })
    const last = step.parts.findLastIndex(({ weight }) => weight > 0)
    const otherwise = parts[last]?.move ?? 'end'
    return {
      enter(turn) {
        const share = shareOf(`${flowId}/${stepId}/${turn.context.user.id}`)
        return parts.find(({ upTo }) => share < upTo)?.move ?? otherwise
      },
    }
  },
}

function checkParts(step: Split): Fault[] {
  const { parts } = step
  const faults: Fault[] = []
  if (parts.length === 0)
    faults.push({ severity: 'error', code: 'no-parts', message: 'Add at least one way.', part: 'parts' })
  else if (Math.abs(totalOf(step) - 100) > 0.001)
    faults.push({ severity: 'error', code: 'weights', message: 'The percents do not add up to 100.', part: 'parts' })
  if (new Set(parts.map(({ id }) => id)).size < parts.length)
    faults.push({ severity: 'error', code: 'same-part-id', message: 'Two ways have the same id.', part: 'parts' })
  for (const [index, { label }] of parts.entries())
    if (label.trim() === '')
      faults.push({
        severity: 'error',
        code: 'empty-label',
        message: 'Every way needs a name.',
        part: `parts/${index}/label`,
      })
  return faults
}

function totalOf({ parts }: Split): number {
  return parts.reduce((total, { weight }) => total + weight, 0)
}

/** Counts something that happened, for statistics. */
import { z } from 'zod'
import { plainText } from '../../shared/messages.ts'
import { type Block, connectPart, type Fault, titled, way } from '../block.ts'
import { Pairs, readyPairs, sameNames } from '../block-parts/pairs.ts'

const NO_NAME: Fault = { severity: 'error', code: 'empty-name', message: 'Name the event.', part: 'name' }

const Track = z
  .strictObject({
    block: z.literal('track'),
    ...titled,
    name: plainText(60).meta({ label: 'Event', description: 'Such as order placed', control: 'text' }),
    data: Pairs.meta({ label: 'Details', control: 'pairs' }),
    next: way('Then go to'),
  })
  .meta({ label: 'Log an event', description: 'Records that something happened, with its details' })

export const track: Block<typeof Track> = {
  name: 'track',
  category: 'do',
  schema: Track,
  waits: false,
  palette: [
    {
      id: 'track',
      label: 'Log an event',
      description: 'Records that something happened, with its details',
      icon: 'chart-dots',
      fresh: () => ({ block: 'track', name: '', data: [] }),
    },
  ],
  edges: (step) => [{ handle: 'next', label: 'Next', to: step.next }],
  connect: connectPart,
  texts: (step) => step.data.map(({ value }) => value),
  fields: () => [],
  flows: () => [],
  gist: (step) => step.name,
  check: (step) => [...(step.name.trim() === '' ? [NO_NAME] : []), ...sameNames(step.data, 'data')],
  ready(step, { moveTo }) {
    const data = readyPairs(step.data)
    const next = moveTo(step.next)
    return {
      enter(turn) {
        turn.do({ kind: 'track', name: step.name.trim(), data: data(turn) })
        return next
      },
    }
  },
}

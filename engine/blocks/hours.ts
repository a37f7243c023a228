/** Goes one way while the business is open, and another while it is closed. */
import { z } from 'zod'
import { type Block, connectPart, titled, way } from '../block.ts'
import { BusinessHours, isOpen } from '../values/business-hours.ts'

const Hours = z
  .strictObject({
    block: z.literal('hours'),
    ...titled,
    hours: z
      .union([z.literal('workspace'), BusinessHours], 'is neither “workspace” nor a week of opening hours')
      .meta({ label: 'Opening hours', description: 'Those of the workspace, or others', control: 'hours' }),
    next: way('While open go to'),
    otherwise: way('While closed go to'),
  })
  .meta({ label: 'Business hours', description: 'Goes on in one of two ways, open or closed' })

export const hours: Block<typeof Hours> = {
  name: 'hours',
  category: 'decide',
  schema: Hours,
  waits: false,
  palette: [
    {
      id: 'hours',
      label: 'Business hours',
      description: 'Goes on in one of two ways, open or closed',
      icon: 'building-store',
      fresh: () => ({ block: 'hours', hours: 'workspace' }),
    },
  ],
  edges: (step) => [
    { handle: 'next', label: 'Open', to: step.next },
    { handle: 'otherwise', label: 'Closed', to: step.otherwise },
  ],
  connect: connectPart,
  texts: () => [],
  fields: () => [],
  flows: () => [],
  gist: () => '',
  check: () => [],
  ready(step, { moveTo }) {
    const [next, otherwise] = [moveTo(step.next), moveTo(step.otherwise)]
    return {
      enter(turn) {
        const week = step.hours === 'workspace' ? turn.context.hours : step.hours
        return isOpen(week, turn.clock) ? next : otherwise
      },
    }
  },
}

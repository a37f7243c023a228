/** Shows a place on the map, and goes on. */
import { z } from 'zod'
import { plainText } from '../../shared/messages.ts'
import { type Block, connectPart, type Fault, titled, way } from '../block.ts'
import { holdsVariable, NAME_LIMIT, readyText } from '../block-parts/message-parts.ts'
import type { Turn } from '../turn.ts'

const words = { label: 'Place', description: 'Shows a place on the map' }
const Degrees = z.union([z.number(), plainText(200)])

const Location = z
  .strictObject({
    block: z.literal('location'),
    ...titled,
    latitude: Degrees.meta({
      label: 'Latitude',
      description: 'Such as 52.52; may hold {{variables}}',
      control: 'text',
    }),
    longitude: Degrees.meta({
      label: 'Longitude',
      description: 'Such as 13.405; may hold {{variables}}',
      control: 'text',
    }),
    name: plainText(NAME_LIMIT).optional().meta({ label: 'Name of the place', control: 'text' }),
    address: plainText(300).optional().meta({ label: 'Address', control: 'text' }),
    next: way('Then go to'),
  })
  .meta(words)

export const location: Block<typeof Location> = {
  name: 'location',
  category: 'say',
  schema: Location,
  waits: false,
  palette: [
    {
      id: 'location',
      ...words,
      icon: 'map-pin',
      fresh: () => ({ block: 'location', latitude: 52.52, longitude: 13.405 }),
    },
  ],
  edges: (step) => [{ handle: 'next', label: 'Next', to: step.next }],
  connect: connectPart,
  texts: (step) => [String(step.latitude), String(step.longitude), step.name ?? '', step.address ?? ''],
  fields: () => [],
  flows: () => [],
  gist: (step) => step.name || step.address || `${step.latitude}, ${step.longitude}`,
  check: (step) => [
    ...checkDegrees(step.latitude, { part: 'latitude', most: 90 }),
    ...checkDegrees(step.longitude, { part: 'longitude', most: 180 }),
  ],
  ready(step, { moveTo }) {
    const [latitude, longitude] = [readyDegrees(step.latitude, 90), readyDegrees(step.longitude, 180)]
    const [name, address] = [readyText(step.name, NAME_LIMIT), readyText(step.address, 300)]
    const next = moveTo(step.next)
    return {
      enter(turn) {
        const at = { latitude: latitude(turn), longitude: longitude(turn) }
        const [called, street] = [name(turn), address(turn)]
        if (at.latitude === undefined || at.longitude === undefined) {
          turn.fail('wrong-value', 'The place has no latitude and longitude, so it was left out.')
          turn.say([called, street].filter(Boolean).join('\n'))
          return next
        }
        const place = { latitude: at.latitude, longitude: at.longitude }
        turn.send({ kind: 'location', ...place, ...(called && { name: called }), ...(street && { address: street }) })
        return next
      },
    }
  },
}

function readyDegrees(degrees: number | string, most: number): (turn: Turn) => number | undefined {
  if (typeof degrees === 'number') return () => within(degrees, most)
  const fill = readyText(degrees, NAME_LIMIT)
  return (turn) => {
    const shown = fill(turn)
    return DECIMAL.test(shown) ? within(Number(shown), most) : undefined
  }
}

function within(degrees: number, most: number): number | undefined {
  return Math.abs(degrees) <= most ? degrees : undefined
}

const DECIMAL = /^[+-]?\d{1,3}(?:\.\d{1,20})?$/

function checkDegrees(degrees: number | string, { part, most }: { part: string; most: number }): Fault[] {
  if (typeof degrees === 'string' && holdsVariable(degrees)) return []
  const isSound = String(degrees).trim() !== '' && Math.abs(Number(degrees)) <= most
  const message = `This is a number from -${most} to ${most}, such as ${most === 90 ? '52.52' : '13.405'}.`
  return isSound ? [] : [{ severity: 'error', code: 'wrong-degrees', message, part }]
}

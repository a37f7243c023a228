/** A place on the map; kept as latitude and longitude in degrees. */
import type { AskKind } from './ask-kind.ts'

export const location: AskKind = {
  kind: 'location',
  label: 'Location',
  description: 'Asks where the person is',
  icon: 'current-location',
  parts: {},
  check: () => [],
  ready: () => ({
    retry: 'Please share a place, or write it as 52.52, 13.405.',
    input: { kind: 'location' },
    read(said) {
      if (said.kind === 'location') return { value: { latitude: said.latitude, longitude: said.longitude } }
      return said.kind === 'text' ? readDegrees(said.text.trim()) : undefined
    },
  }),
}

function readDegrees(words: string) {
  const [, north, east] = DEGREES.exec(words) ?? []
  if (north === undefined || east === undefined) return undefined
  const [latitude, longitude] = [Number(north), Number(east)]
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { value: { latitude, longitude } } : undefined
}

const DEGREES = /^([+-]?\d{1,3}(?:\.\d{1,20})?)\s{0,5}[,;]\s{0,5}([+-]?\d{1,3}(?:\.\d{1,20})?)$/

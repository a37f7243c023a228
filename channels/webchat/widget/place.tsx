/** A place: what it is called, where it is, and a link to a map; nothing is loaded from the map by itself. */
/** @jsxImportSource preact */
import { Icon } from './icons.tsx'
import type { Place } from './wire-content.ts'
import type { Speech } from './words.ts'

export function PlaceView({ place, words }: { place: Place; words: Speech['words'] }) {
  const { latitude, longitude, name, address } = place
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`
  return (
    <div class="place">
      <Icon name="pin" size={24} />
      <div class="lines" dir="auto">
        {name && <strong>{name}</strong>}
        <span>{address || `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`}</span>
        <a href={map} target="_blank" rel="noopener noreferrer">
          {words.map}
          <span class="unseen"> {words.newTab}</span>
        </a>
      </div>
    </div>
  )
}

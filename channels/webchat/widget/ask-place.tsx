/** Shares where the visitor is, as the browser knows it and only after it has asked them. */
/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { Icon } from './icons.tsx'
import type { Incoming } from './wire.ts'
import type { Speech } from './words.ts'

const PATIENCE = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 }

interface AskPlaceProps {
  words: Speech['words']
  onAnswer: (answer: Incoming) => void
}

export function AskPlace({ words, onAnswer }: AskPlaceProps) {
  const [state, setState] = useState<'still' | 'finding' | 'lost'>('still')

  function find(): void {
    setState(navigator.geolocation ? 'finding' : 'lost')
    // Pages that came by plain http have none.
    navigator.geolocation?.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => onAnswer({ kind: 'location', latitude, longitude }),
      () => setState('lost'),
      PATIENCE,
    )
  }

  return (
    <div class="ask">
      <button type="button" class="choice" disabled={state === 'finding'} onClick={find}>
        <Icon name="pin" size={18} />
        {state === 'finding' ? words.findingPlace : words.sharePlace}
      </button>
      {state === 'lost' && (
        <p class="more" role="alert">
          {words.noPlace}
        </p>
      )}
    </div>
  )
}

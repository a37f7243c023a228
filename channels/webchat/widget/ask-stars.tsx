/** Stars to tap; by keyboard one is chosen first and then sent. */
/** @jsxImportSource preact */
import { useId, useState } from 'preact/hooks'
import type { Star } from '../../../shared/asked.ts'
import { Icon } from './icons.tsx'
import type { Incoming } from './wire.ts'
import type { Speech } from './words.ts'

interface AskStarsProps {
  stars: readonly Star[]
  words: Speech['words']
  onAnswer: (answer: Incoming) => void
}

export function AskStars({ stars, words, onAnswer }: AskStarsProps) {
  const name = useId()
  const [chosen, setChosen] = useState<Star | null>(null)
  const [pointed, setPointed] = useState(0)
  const shown = pointed || (chosen?.count ?? 0)
  return (
    <form
      class="ask"
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen) onAnswer(chosen.answer)
      }}
    >
      <div class="stars" role="radiogroup" aria-label={words.rating} onMouseLeave={() => setPointed(0)}>
        {stars.map((star) => (
          <label key={star.count} data-on={star.count <= shown} onMouseEnter={() => setPointed(star.count)}>
            <input
              type="radio"
              class="unseen"
              name={name}
              checked={chosen === star}
              aria-label={words.stars(star.count, stars.length)}
              onChange={() => setChosen(star)}
              onClick={(event) => {
                // Arrow keys make clicks too, of no mouse: they choose, and Enter sends.
                if (event.clientX !== 0 || event.clientY !== 0) onAnswer(star.answer)
              }}
            />
            <Icon name="star" size={30} />
          </label>
        ))}
      </div>
      {chosen && (
        <button type="submit" class="again">
          {words.send}
        </button>
      )}
    </form>
  )
}

/** Boxes to check, so many at least and so many at most, and a button that sends them. */
/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import type { Choice } from '../../../shared/messages.ts'
import type { Incoming } from './wire.ts'
import type { Speech } from './words.ts'

interface AskManyProps {
  choices: readonly Choice[]
  least: number
  most: number
  words: Speech['words']
  onAnswer: (answer: Incoming) => void
}

export function AskMany({ choices, least, most: wanted, words, onAnswer }: AskManyProps) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const most = Math.min(wanted, choices.length)
  const isRight = picked.size >= least && picked.size <= most

  function toggle(id: string, isOn: boolean): void {
    const next = new Set(picked)
    if (isOn) next.add(id)
    else next.delete(id)
    setPicked(next)
  }

  function send(): void {
    const chosen = choices.filter(({ id }) => picked.has(id))
    onAnswer({ kind: 'choices', ids: chosen.map(({ id }) => id), labels: chosen.map(({ label }) => label) })
  }

  return (
    <form
      class="ask"
      onSubmit={(event) => {
        event.preventDefault()
        if (isRight) send()
      }}
    >
      <fieldset class="boxes">
        <legend class="more">{words.pick(least, most)}</legend>
        {choices.map(({ id, label, description }) => (
          <label key={id} class="box" dir="auto">
            <input
              type="checkbox"
              checked={picked.has(id)}
              disabled={!picked.has(id) && picked.size >= most}
              onChange={(event) => toggle(id, event.currentTarget.checked)}
            />
            <span class="lines">
              <span>{label}</span>
              {description && <span class="more">{description}</span>}
            </span>
          </label>
        ))}
      </fieldset>
      <button type="submit" class="again" disabled={!isRight}>
        {words.send}
      </button>
    </form>
  )
}

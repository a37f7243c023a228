/** Viber sends a tap as if its words had been written. What we send along with a message comes back with the answer, and tells them apart. */
import { z } from 'zod'
import type { Button } from '../../shared/messages.ts'
import type { Said } from '../inbound.ts'

const MOST = 4000
const MARK = 'tap:'
const Tracking = z.object({ taps: z.array(z.tuple([z.string(), z.string()])) })

/** The answers that this message offers, to come back with the next one. */
export function trackingOf(buttons: readonly Button[]): { tracking_data?: string } {
  const taps = buttons.flatMap((button) => (button.kind === 'reply' ? [[button.id, button.label]] : []))
  const tracking = JSON.stringify({ taps })
  return taps.length > 0 && tracking.length <= MOST ? { tracking_data: tracking } : {}
}

/** What a tap on a card sends. */
export function bodyOfTap(id: string): string {
  return `${MARK}${id}`
}

/** The words, or the answer that was tapped. */
export function saidIn(words: string, tracking: string | undefined): Said {
  if (/^tap:\S{1,64}$/.test(words)) return { kind: 'choice', id: words.slice(MARK.length) }
  const { taps } = Tracking.catch({ taps: [] }).parse(jsonOf(tracking))
  const [id, label] = taps.find((tap) => tap[1] === words) ?? []
  return id && label ? { kind: 'choice', id, label } : { kind: 'text', text: words }
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}

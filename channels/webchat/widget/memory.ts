/** What the widget remembers in the visitor's browser: nothing before the chat is first opened, and never a cookie. */
import { at, text } from './plain-json.ts'
import { type FlowTheme, readTheme } from './wire.ts'

/** `visitor` is the secret token; `startId` names the opening event, so that sending it again changes nothing; `readSeq` is the last message seen. */
export interface Seat {
  visitor: string
  startId: string
  readSeq: number
  theme: FlowTheme | null
}

export interface Memory {
  seat(): Seat | null
  keep(seat: Seat): void
  wasOpen(): boolean
  keepOpen(isOpen: boolean): void
  /** Did this tab not come by this link before? It has from now on. */
  isNewLink(ref: string): boolean
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** The memory for one bot; `lasting` outlives the tab, `passing` is the tab's own. Where a browser forbids both, it lasts as long as the page. */
export function memoryFor(bot: string, lasting: () => Store, passing: () => Store): Memory {
  const name = `switchboard.chat.${bot}`
  let held: Seat | null = null

  return {
    seat() {
      held = attempt(() => readSeat(lasting().getItem(name))) ?? held
      return held
    },
    keep(seat) {
      held = seat
      attempt(() => lasting().setItem(name, JSON.stringify(seat)))
    },
    wasOpen: () => attempt(() => passing().getItem(name)) === 'open',
    isNewLink(ref) {
      const isKnown = attempt(() => passing().getItem(`${name}.ref`)) === ref
      attempt(() => passing().setItem(`${name}.ref`, ref))
      return !isKnown
    },
    keepOpen(isOpen) {
      attempt(() => (isOpen ? passing().setItem(name, 'open') : passing().removeItem(name)))
    },
  }
}

function readSeat(kept: string | null): Seat | null {
  if (kept === null) return null
  const json: unknown = JSON.parse(kept)
  const visitor = text(at(json, 'visitor'))
  if (!visitor) return null
  const readSeq = Number(at(json, 'readSeq'))
  return {
    visitor,
    startId: text(at(json, 'startId')),
    readSeq: Number.isSafeInteger(readSeq) ? readSeq : 0,
    theme: at(json, 'theme') ? readTheme(at(json, 'theme')) : null,
  }
}

/** Storage throws where cookies are blocked or the disk is full; the chat goes on without. */
function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}

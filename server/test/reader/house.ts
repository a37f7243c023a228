/** What the workers of a model share: the table, the outside world, chance, and what is written down to be judged at the end. */
import { Table } from './table.ts'

/** How likely what goes wrong is, each time. */
export interface Risks {
  staleRead: number
  failedRead: number
  failedCommit: number
  /** the commit happened, but its answer never came */
  lostCommit: number
  lostWake: number
  refusedSend: number
  lostAnswer: number
}

/** A rule of the house that is not kept, to see whether that is noticed. */
export type Broken =
  | 'done without taking the row'
  | 'against the order'
  | 'on behind a failed row'
  | 'claimed without comparing'
  | 'claimed before it is due'
  | 'sent again where it could not be written down'
  | 'lanes given away in flight'
  | 'never reads on'

export class House {
  readonly table = new Table()
  readonly chance: () => number
  readonly broken: Broken | undefined
  readonly inDoubt: 'hold' | 'resend'
  /** what took effect, in this order: events applied, or messages that the provider took */
  readonly effects: Array<{ id: string; at: number }> = []
  /** messages of which somebody could not know whether they went out */
  readonly doubted = new Set<string>()
  readonly held = new Set<string>()
  readonly faults: string[] = []
  risks: Risks
  claims = 0

  constructor(on: { chance: () => number; risks: Risks; inDoubt: 'hold' | 'resend'; broken: Broken | undefined }) {
    this.chance = on.chance
    this.risks = on.risks
    this.inDoubt = on.inDoubt
    this.broken = on.broken
  }

  happens(risk: keyof Risks): boolean {
    return this.chance() < this.risks[risk]
  }

  /** A whole number below `most`. */
  below(most: number): number {
    return Math.floor(this.chance() * most)
  }

  takesEffect(id: string): void {
    this.effects.push({ id, at: Date.now() })
  }
}

/** How work reaches the table and the world outside; both take their time. */
export interface Reach {
  readonly house: House
  reach<T>(change: () => T): Promise<T>
  passes(most: number): Promise<void>
}

/** So many milliseconds of the clock that the model's course moves. */
export function rest(ms: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, ms))
}

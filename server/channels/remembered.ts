/** What is read of channels again and again, remembered for some seconds. Changes are known at once where the bus carries them. */
import { subscribe } from '../bus.ts'

const REMEMBERED_MS = 5000
const MOST = 20_000

interface Known<T> {
  value: Promise<T | undefined>
  workspaceId: string | undefined
  until: number
}

/** What exists only: what is not there is looked for each time. Those who ask together share one read. */
export class Remembered<T extends { workspaceId: string }> {
  readonly #known = new Map<string, Known<T>>()

  constructor() {
    // Of what is being read it is not known yet whose it is.
    subscribe('channel', (workspaceId) => {
      for (const [key, each] of this.#known)
        if (each.workspaceId === undefined || each.workspaceId === workspaceId) this.#known.delete(key)
    })
  }

  /** As it was known a moment ago, else as it is read now. */
  get(key: string, read: () => Promise<T | undefined>): Promise<T | undefined> {
    const known = this.#known.get(key)
    if (known && known.until > Date.now()) return known.value
    if (this.#known.size >= MOST) this.#known.clear()
    const reading: Known<T> = { value: read(), workspaceId: undefined, until: Date.now() + REMEMBERED_MS }
    this.#known.set(key, reading)
    const forget = () => {
      if (this.#known.get(key) === reading) this.#known.delete(key)
    }
    reading.value.then((value) => {
      if (value) reading.workspaceId = value.workspaceId
      else forget()
    }, forget)
    return reading.value
  }
}

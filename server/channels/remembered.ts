/** What is read of channels again and again, remembered for some seconds. Changes are known at once where the bus carries them. */
import { subscribe } from '../bus.ts'

const REMEMBERED_MS = 5000
const MOST = 20_000

interface Known<T> {
  value: T
  workspaceId: string
  until: number
}

/** What exists only: what is not there is looked for each time. */
export class Remembered<T> {
  readonly #known = new Map<string, Known<T>>()

  constructor() {
    subscribe('channel', (workspaceId) => {
      for (const [key, each] of this.#known) if (each.workspaceId === workspaceId) this.#known.delete(key)
    })
  }

  /** As it was known a moment ago, else as it is read now. */
  async get(
    key: string,
    read: () => Promise<T | undefined>,
    workspaceOf: (value: T) => string,
  ): Promise<T | undefined> {
    const known = this.#known.get(key)
    if (known && known.until > Date.now()) return known.value
    this.#known.delete(key)
    const value = await read()
    if (value === undefined) return undefined
    if (this.#known.size >= MOST) this.#known.clear()
    this.#known.set(key, { value, workspaceId: workspaceOf(value), until: Date.now() + REMEMBERED_MS })
    return value
  }
}

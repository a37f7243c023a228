/** The bus: tells whoever listens to a topic, in this process at once and in others by `bus-postgres.ts`. Best effort: gaps are filled by reading. */

/** Hears a message; in another process it comes as JSON, so it is parsed like anything from outside. */
export type Heard = (message: unknown) => void

const listeners = new Map<string, Set<Heard>>()
/** How soon other processes are told: as soon as it can be, or together with what follows within some milliseconds. */
export type Haste = 'now' | 'soon'

/** Tells other processes. */
export type TellOthers = (topic: string, message: unknown, haste: Haste) => void

let tellOthers: TellOthers | undefined

/** Tells everyone who listens to this topic. */
export function publish(topic: string, message: unknown, haste: Haste = 'now'): void {
  tellHere(topic, message)
  tellOthers?.(topic, message, haste)
}

/** Hears a topic until the returned function is called. */
export function subscribe(topic: string, heard: Heard): () => void {
  const set = listeners.get(topic) ?? new Set()
  listeners.set(topic, set.add(heard))
  return () => {
    set.delete(heard)
    if (set.size === 0 && listeners.get(topic) === set) listeners.delete(topic)
  }
}

/** Tells only those in this process. */
export function tellHere(topic: string, message: unknown): void {
  for (const heard of listeners.get(topic) ?? []) heard(message)
}

/** Says how messages reach other processes; undefined when there are none. */
export function setOthers(tell: TellOthers | undefined): void {
  tellOthers = tell
}

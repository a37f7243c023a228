/** `window.Bot`: what scripts of the host page may do. They learn that something was said, never what (attack 90). */
import type { Author } from './wire.ts'

interface BotEvents {
  open: undefined
  close: undefined
  message: { from: 'visitor' | 'bot' | 'member' }
}

export interface PublicBot {
  /** `ref` is the word of a link: what the bot does for those who come by it. */
  open(options?: { ref?: string }): void
  close(): void
  toggle(): void
  on<E extends keyof BotEvents>(event: E, hear: (detail: BotEvents[E]) => void): void
  off<E extends keyof BotEvents>(event: E, hear: (detail: BotEvents[E]) => void): void
}

type Hearers = { [E in keyof BotEvents]: Set<(detail: BotEvents[E]) => void> }
type Doors = Pick<PublicBot, 'open' | 'close' | 'toggle'>

export function publicBot(doors: Doors) {
  const hearers: Hearers = { open: new Set(), close: new Set(), message: new Set() }
  const bot: PublicBot = Object.freeze({
    ...doors,
    on<E extends keyof BotEvents>(event: E, hear: (detail: BotEvents[E]) => void) {
      hearers[event]?.add(hear)
    },
    off<E extends keyof BotEvents>(event: E, hear: (detail: BotEvents[E]) => void) {
      hearers[event]?.delete(hear)
    },
  })

  /** A fault in the host page's code is the host page's: it is reported there, and the chat goes on. */
  function tell<E extends keyof BotEvents>(event: E, detail: BotEvents[E]): void {
    for (const hear of hearers[event]) {
      try {
        hear(detail)
      } catch (fault) {
        reportError(fault)
      }
    }
  }

  return { bot, tell }
}

export function fromOf(author: Author): BotEvents['message']['from'] {
  return author === 'contact' ? 'visitor' : author
}

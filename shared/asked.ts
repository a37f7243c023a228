/** How the answers that go away are laid out below a question: stars, boxes to check, or buttons. */
import type { Choice, Content } from './messages.ts'

export interface Asked {
  stars: Star[]
  /** several of these may be checked, at least and at most so many */
  many: { choices: Choice[]; least: number; most: number } | null
  /** buttons, such as quick replies and the one that skips the question */
  buttons: Choice[]
}

/** One of the stars, and the answer that a tap on it gives; a number in words where the question names none. */
export interface Star {
  count: number
  answer: { kind: 'choice'; id: string; label: string } | { kind: 'text'; text: string }
}

export function askedOf({ choices = [], input }: Pick<Content, 'choices' | 'input'>): Asked {
  if (input?.kind === 'rating') {
    const stars = Array.from({ length: input.most }, (_, index) => starOf(index + 1, choices))
    return { stars, many: null, buttons: choices.filter(({ label }) => !isCount(label, input.most)) }
  }
  if (input?.kind === 'many') {
    const { least, most } = input
    return {
      stars: [],
      many: { choices: choices.filter((choice) => !isSkip(choice)), least, most },
      buttons: choices.filter(isSkip),
    }
  }
  return { stars: [], many: null, buttons: [...choices] }
}

function starOf(count: number, choices: readonly Choice[]): Star {
  const text = String(count)
  const choice = choices.find(({ label }) => label === text)
  return { count, answer: choice ? { kind: 'choice', id: choice.id, label: text } : { kind: 'text', text } }
}

function isCount(label: string, most: number): boolean {
  return /^\d+$/.test(label) && Number(label) >= 1 && Number(label) <= most
}

/** The answer that skips a question is marked by its id. */
function isSkip({ id }: Choice): boolean {
  return id === '-skip' || id.endsWith('/-skip')
}

/** What a kind of answer is: its words in the palette, the parts of the step it uses, and how it reads what was said. */
import type { Value } from '../../shared/fields.ts'
import type { Input } from '../../shared/messages.ts'
import type { Fault } from '../block.ts'
import type { Answer, Reply } from '../block-parts/replies.ts'
import type { Event } from '../event.ts'
import type { Turn } from '../turn.ts'
import type { AskStep } from './ask-step.ts'

/** The parts of the step that only some kinds of answer use. */
export type AskPart = 'choices' | 'least' | 'most' | 'min' | 'max' | 'pattern' | 'order' | 'country'

export interface AskKind {
  kind: AskStep['kind']
  label: string
  description: string
  /** a name of the Tabler icons, in kebab case */
  icon: string
  /** what it uses, and what that is called in the form of this kind */
  parts: Partial<Record<AskPart, string>>
  /** what a fresh step has beside its question */
  fresh?: Partial<AskStep>
  /** what can be picked */
  replies?(step: AskStep): Reply[]
  /** whether each of them can lead another way */
  hasWays?: boolean
  check(step: AskStep): Fault[]
  ready(step: AskStep, answers: readonly Answer[]): Reader
}

/** A kind of answer made ready for one question. */
export interface Reader {
  /** what is said after a wrong answer where the author wrote nothing else; may hold markers of the step */
  retry: string
  /** the keyboard or picker that fits */
  input?: Input
  /** undefined where it is no right answer */
  read(said: Event, turn: Turn): Heard | undefined
}

export interface Heard {
  value: Value
  /** the answer that was picked, which may lead another way */
  answer?: Answer
}

/** A reader of words alone; `read` gets them trimmed. */
export function readingWords(
  retry: string,
  input: Input | undefined,
  read: (words: string, turn: Turn) => Value | undefined,
): Reader {
  return {
    retry,
    ...(input && { input }),
    read(said, turn) {
      const value = said.kind === 'text' ? read(said.text.trim(), turn) : undefined
      return value === undefined ? undefined : { value }
    },
  }
}

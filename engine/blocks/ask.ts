/** Asks a question, waits, checks the answer and keeps it in a field. */
import { z } from 'zod'
import { CHOICES_LIMIT, type Choice, cutText, LABEL_LIMIT, plainText } from '../../shared/messages.ts'
import { canonicalEmail } from '../../shared/text.ts'
import { type Block, emptyText, type Fault, FieldName, type Links, type Move, slug, Text, way } from '../block.ts'
import { fold } from '../compare.ts'
import type { Turn } from '../turn.ts'
import { type Scalar, type Template, template } from '../variables.ts'

const Option = z.strictObject({
  id: slug(20),
  label: plainText(LABEL_LIMIT).meta({ label: 'Answer', control: 'text' }),
  next: way('Then go to'),
})

const KINDS = {
  text: 'Any text',
  number: 'A number',
  email: 'An e-mail address',
  choice: 'One of some answers',
} as const

const Ask = z
  .strictObject({
    block: z.literal('ask'),
    text: Text.meta({ label: 'Question', description: 'May hold {{variables}}', control: 'long-text' }),
    kind: z.enum(['text', 'number', 'email', 'choice']).meta({ label: 'The answer is', options: KINDS }),
    choices: z.array(Option).max(CHOICES_LIMIT).optional().meta({ label: 'Answers to pick from', control: 'choices' }),
    field: FieldName.optional().meta({ label: 'Keep the answer in', control: 'field' }),
    retry: Text.optional().meta({
      label: 'After a wrong answer say',
      description: 'Left empty, a sentence that fits the kind of answer is said',
      control: 'long-text',
    }),
    maxTries: z.int().min(1).max(10).default(3).meta({ label: 'Answers allowed', control: 'number' }),
    next: way('Then go to'),
    otherwise: way('When no answer was right go to'),
  })
  .meta({ label: 'Question', description: 'Asks, waits for the answer and keeps it' })

type Ask = z.output<typeof Ask>
type AskedChoice = { id: string; tapId: string; label: Template; move: Move }

export const ask: Block<typeof Ask> = {
  name: 'ask',
  schema: Ask,
  waits: true,
  edges: (step) => [
    ...choicesOf(step).map(({ id, label, next }) => ({ handle: `choice:${id}`, label, to: next })),
    { handle: 'next', label: 'Next', to: step.next },
    { handle: 'otherwise', label: 'No right answer', to: step.otherwise },
  ],
  texts: (step) => [step.text, step.retry ?? '', ...choicesOf(step).map((choice) => choice.label)],
  check: (step) => [...emptyText(step.text), ...checkChoices(step)],
  ready(step, links) {
    const question = prepare(step, links)
    return {
      enter(turn) {
        turn.tries = 0
        return put(question, turn)
      },
      answer: (turn) => hear(question, turn),
    }
  },
}

type Question = ReturnType<typeof prepare>

function prepare(step: Ask, { stepId, moveTo }: Links) {
  const choices: AskedChoice[] = choicesOf(step).map((choice) => ({
    id: choice.id,
    // names the question too, so that a tap on an older question is not taken for an answer to this one
    tapId: `${stepId}/${choice.id}`,
    label: template(choice.label),
    move: moveTo(choice.next ?? step.next),
  }))
  return {
    step,
    choices,
    text: template(step.text),
    retry: template(step.retry?.trim() ? step.retry : RETRIES[step.kind]),
    next: moveTo(step.next),
    otherwise: moveTo(step.otherwise ?? step.next),
  }
}

function put(question: Question, turn: Turn): Move {
  sayWithChoices(question, turn, question.text)
  return 'wait'
}

function hear(question: Question, turn: Turn): Move {
  const { event } = turn
  if (event.kind === 'start') return 'wait'
  if (event.kind === 'choice') {
    const tapped = question.choices.find((choice) => choice.tapId === event.id || choice.id === event.id)
    return tapped ? keepChoice(question, turn, tapped) : put(question, turn)
  }
  if (question.step.kind === 'choice') {
    const named = findNamed(question.choices, event.text, turn)
    return named ? keepChoice(question, turn, named) : refuse(question, turn)
  }
  const value = READERS[question.step.kind](event.text.trim())
  return value === undefined ? refuse(question, turn) : keep(question, turn, { value, move: question.next })
}

function keepChoice(question: Question, turn: Turn, choice: AskedChoice): Move {
  turn.lastInput = labelOf(choice, turn)
  return keep(question, turn, { value: turn.lastInput, move: choice.move })
}

function keep(question: Question, turn: Turn, { value, move }: { value: Scalar; move: Move }): Move {
  if (question.step.field) turn.setField(question.step.field, value)
  return move
}

function refuse(question: Question, turn: Turn): Move {
  turn.tries += 1
  if (turn.tries >= question.step.maxTries) return question.otherwise
  sayWithChoices(question, turn, question.retry)
  return 'wait'
}

function sayWithChoices({ choices }: Question, turn: Turn, text: Template): void {
  const offers: Choice[] = choices.map((choice) => ({ id: choice.tapId, label: labelOf(choice, turn) }))
  turn.say(text(turn).trim() || '…', offers)
}

function labelOf(choice: AskedChoice, turn: Turn): string {
  return cutText(choice.label(turn).trim(), LABEL_LIMIT) || choice.id
}

/** A choice by its label, or, where no label is like that, by its number in the list. */
function findNamed(choices: AskedChoice[], text: string, turn: Turn): AskedChoice | undefined {
  const said = fold(text)
  const labelled = choices.find((choice) => fold(labelOf(choice, turn)) === said)
  return labelled ?? (/^\d{1,2}$/.test(said) ? choices[Number(said) - 1] : undefined)
}

const RETRIES = {
  text: 'Please write a few words.',
  number: 'Please answer with a number, such as 12.',
  email: 'That does not look like an e-mail address. Please try again, such as ann@example.com.',
  choice: 'Please pick one of the answers.',
} as const

const READERS = {
  text: (said: string) => said || undefined,
  number: readNumber,
  email: (said: string) => canonicalEmail(said) ?? undefined,
} as const

// '1,000' is a thousand to some and one to others, so it is asked again
function readNumber(said: string): number | undefined {
  const plain = /^[+-]?\d{1,15}(?:\.\d{1,15}|,(?:\d{1,2}|\d{4,15}))?$/.test(said)
  return plain ? Number(said.replace(',', '.')) : undefined
}

function choicesOf(step: Ask) {
  return step.kind === 'choice' ? (step.choices ?? []) : []
}

function checkChoices(step: Ask): Fault[] {
  const faults: Fault[] = []
  const choices = choicesOf(step)
  if (step.kind === 'choice' && choices.length === 0)
    faults.push({ severity: 'error', code: 'no-choices', message: 'Add at least one answer to pick from.' })
  if (choices.some((choice) => choice.label.trim() === ''))
    faults.push({ severity: 'error', code: 'empty-label', message: 'Every answer needs a label.' })
  if (hasTwice(choices.map((choice) => choice.id)))
    faults.push({ severity: 'error', code: 'same-choice-id', message: 'Two answers have the same id.' })
  if (hasTwice(choices.map((choice) => fold(choice.label))))
    faults.push({ severity: 'warning', code: 'same-label', message: 'Two answers have the same label.' })
  return faults
}

function hasTwice(words: string[]): boolean {
  return new Set(words).size < words.length
}

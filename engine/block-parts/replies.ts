/** What a person can pick below a message: prepared once, found by a tap, by its label in any case, or by its number. */
import { z } from 'zod'
import { type Choice, cutText, LABEL_LIMIT, plainText } from '../../shared/messages.ts'
import { type Edge, type Fault, FieldName, type Links, type Move, type Runnable, slug, way } from '../block.ts'
import type { Event } from '../event.ts'
import type { Turn } from '../turn.ts'
import { fold } from '../values/compare.ts'
import { type Template, template } from '../values/variables.ts'

export type Reply = z.output<typeof Reply>
/** An answer as its author wrote it. */
export const Reply = z.strictObject({
  id: slug(20),
  label: plainText(LABEL_LIMIT).meta({ label: 'Answer', control: 'text' }),
  description: plainText(200).optional().meta({ label: 'More about it', control: 'text' }),
  next: way('Then go to'),
})

/** What a step that offers answers has beside them. */
export const replied = {
  field: FieldName.optional().meta({ label: 'Keep the answer in', control: 'field' }),
  next: way('Then go to'),
  otherwise: way('For other words go to'),
}

/** An answer made ready. */
export interface Answer {
  id: string
  /** names the step too, so that a tap on an older message is not taken for an answer to this one */
  tapId: string
  label: Template
  description: Template | undefined
  move: Move
}

/** An answer without a way of its own goes on by `next`. */
export function readyAnswers(replies: readonly Reply[], links: Links, next?: string): Answer[] {
  return replies.map(({ id, label, description, next: own }) => ({
    id,
    tapId: tapIdOf(links, id),
    label: template(label),
    description: description?.trim() ? template(description) : undefined,
    move: links.moveTo(own ?? next),
  }))
}

export function tapIdOf({ stepId }: Links, id: string): string {
  return `${stepId}/${id}`
}

export function asChoice(answer: Answer, turn: Turn): Choice {
  const description = cutText(answer.description?.(turn).trim() ?? '', 200)
  return { id: answer.tapId, label: labelOf(answer, turn), ...(description && { description }) }
}

/** Never empty: a label that comes out empty gives way to the id. */
export function labelOf(answer: Answer, turn: Turn): string {
  return cutText(answer.label(turn).trim(), LABEL_LIMIT) || answer.id
}

/** The answer that was tapped, or named in words. */
export function findAnswer(answers: readonly Answer[], event: Event, turn: Turn): Answer | undefined {
  if (event.kind === 'choice') return findTapped(answers, event.id)
  if (event.kind === 'choices') return event.ids.length === 1 ? findTapped(answers, event.ids[0] ?? '') : undefined
  return event.kind === 'text' ? findNamed(answers, event.text, turn) : undefined
}

export function findTapped(answers: readonly Answer[], id: string): Answer | undefined {
  return answers.find((answer) => answer.tapId === id || answer.id === id)
}

/** By its label, or, where no label is like that, by its number; a label that several have names none of them. */
export function findNamed(answers: readonly Answer[], text: string, turn: Turn): Answer | undefined {
  const said = fold(text)
  const [labelled, another] = answers.filter((answer) => fold(labelOf(answer, turn)) === said)
  if (labelled) return another ? undefined : labelled
  return NUMBER.test(said) ? answers[Number(said) - 1] : undefined
}

const NUMBER = /^\d{1,2}$/

/** A step that shows answers and waits for one of them; without any it only shows and goes on. */
export interface Offer {
  answers: readonly Answer[]
  /** what was picked is kept in it */
  field: string | undefined
  next: Move
  /** for other words; without it the answers are shown again */
  otherwise: Move | undefined
  /** whether what is shown stays, and can be tapped at any later time */
  stays: boolean
  show(turn: Turn): void
}

export function offering({ answers, field, next, otherwise, stays, show }: Offer): Runnable {
  function pick(turn: Turn, answer: Answer): Move {
    turn.lastInput = labelOf(answer, turn)
    if (field !== undefined) turn.setField(field, turn.lastInput)
    return answer.move
  }
  return {
    enter(turn) {
      show(turn)
      return answers.length > 0 ? 'wait' : next
    },
    answer(turn) {
      const found = findAnswer(answers, turn.event, turn)
      if (found) return pick(turn, found)
      if (otherwise !== undefined && !isTap(turn.event)) return otherwise
      show(turn)
      return 'wait'
    },
    ...(stays && {
      tap(turn, id) {
        const found = answers.find((answer) => answer.id === id)
        return found && pick(turn, found)
      },
    }),
  }
}

export function isTap(event: Event): boolean {
  return event.kind === 'choice' || event.kind === 'choices'
}

/** What `ready` needs of a step that has `replied`. */
export function waysOf(step: { field?: string | undefined; next?: string; otherwise?: string }, { moveTo }: Links) {
  return {
    field: step.field,
    next: moveTo(step.next),
    otherwise: step.otherwise === undefined ? undefined : moveTo(step.otherwise),
  }
}

type Way = Pick<Reply, 'id' | 'label' | 'next'>

/** The ways out of a step with answers. */
export function replyEdges(step: { next?: string; otherwise?: string }, replies: readonly Way[]): Edge[] {
  const others = replies.length > 0 ? [{ handle: 'otherwise', label: 'Other words', to: step.otherwise }] : []
  return [...choiceEdges(replies), { handle: 'next', label: 'Next', to: step.next }, ...others]
}

export function choiceEdges(replies: readonly Way[]): Edge[] {
  return replies.map(({ id, label, next }) => ({ handle: `choice:${id}`, label, to: next }))
}

export function isChoiceHandle(handle: string): boolean {
  return handle.startsWith('choice:')
}

/** The answers with the way of one of them leading elsewhere. */
export function connectReplies<Part extends object>(parts: Part[], handle: string, to: string | undefined): Part[] {
  return parts.map((part) => ('id' in part && handle === `choice:${part.id}` ? { ...part, next: to } : part))
}

/** `partOf` gives the part of the step where the answer at an index stands. */
export function checkReplies(replies: readonly Way[], partOf: (index: number) => string): Fault[] {
  const faults: Fault[] = []
  for (const [index, { label }] of replies.entries())
    if (label.trim() === '')
      faults.push({
        severity: 'error',
        code: 'empty-label',
        message: 'Every answer needs a label.',
        part: `${partOf(index)}/label`,
      })
  const sameId = findTwice(replies.map(({ id }) => id))
  if (sameId !== -1)
    faults.push({
      severity: 'error',
      code: 'same-choice-id',
      message: 'Two answers have the same id.',
      part: `${partOf(sameId)}/id`,
    })
  const sameLabel = findTwice(replies.map(({ label }) => fold(label)))
  if (sameLabel !== -1)
    faults.push({
      severity: 'warning',
      code: 'same-label',
      message: 'Two answers have the same label.',
      part: `${partOf(sameLabel)}/label`,
    })
  return faults
}

export function noReplies(part: string): Fault {
  return { severity: 'error', code: 'no-choices', message: 'Add at least one answer to pick from.', part }
}

/** Where a word stands for the second time; -1 where none does. */
function findTwice(words: string[]): number {
  return words.findIndex((word, index) => words.indexOf(word) < index)
}

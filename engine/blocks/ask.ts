/** Asks a question, waits, checks the answer and keeps it in a field. */
import { CHOICES_LIMIT, type Choice, cutText, LABEL_LIMIT } from '../../shared/messages.ts'
import type { Heard } from '../asks/ask-kind.ts'
import { AskStep } from '../asks/ask-step.ts'
import { ASKS, askKindOf } from '../asks/asks.ts'
import { type Block, connectPart, type Edge, emptyText, type Fault, type Links, type Move } from '../block.ts'
import {
  asChoice,
  choiceEdges,
  connectReplies,
  findTapped,
  isChoiceHandle,
  isTap,
  labelOf,
  type Reply,
  readyAnswers,
  tapIdOf,
} from '../block-parts/replies.ts'
import type { Event } from '../event.ts'
import type { Turn } from '../turn.ts'
import { fold } from '../values/compare.ts'
import { after } from '../values/duration.ts'
import { type Template, template } from '../values/variables.ts'

// no answer of an author has such an id
const SKIP = '-skip'

export const ask: Block<typeof AskStep> = {
  name: 'ask',
  category: 'ask',
  schema: AskStep,
  waits: true,
  palette: ASKS.map(({ kind, label, description, icon, fresh }) => ({
    id: `ask:${kind}`,
    label,
    description,
    icon,
    fresh: () => ({ block: 'ask', text: '', kind, maxTries: 3, ...fresh }),
  })),
  edges: edgesOf,
  connect(step, handle, to) {
    if (handle === 'timeout') return step.timeout ? { ...step, timeout: { ...step.timeout, to } } : step
    if (!isChoiceHandle(handle)) return connectPart(step, handle, to)
    const ways = waysOf(step)
    return ways.length > 0 ? { ...step, choices: connectReplies(ways, handle, to) } : step
  },
  texts: (step) => [
    step.text,
    step.retry ?? '',
    step.skip ?? '',
    ...(askKindOf(step).parts.min ? [step.min ?? '', step.max ?? ''] : []),
    ...repliesOf(step).flatMap(({ label, description }) => [label, description ?? '']),
  ],
  fields: (step) => (step.field ? [step.field] : []),
  flows: () => [],
  gist: (step) => step.text,
  check: (step) => [...emptyText(step.text), ...askKindOf(step).check(step), ...checkSkip(step)],
  ready(step, links) {
    const question = prepare(step, links)
    return {
      enter(turn) {
        turn.tries = 0
        return put(question, turn)
      },
      answer: (turn) => hear(question, turn),
      ...(step.timeout && { timeout: () => question.late }),
    }
  },
}

type Question = ReturnType<typeof prepare>

function prepare(step: AskStep, links: Links) {
  const answers = readyAnswers(repliesOf(step), links, step.next)
  const reader = askKindOf(step).ready(step, answers)
  const skip = step.skip?.trim() ? template(step.skip) : undefined
  return {
    step,
    answers: skip ? answers.slice(0, CHOICES_LIMIT - 1) : answers,
    reader,
    skip,
    skipId: tapIdOf(links, SKIP),
    text: template(step.text),
    retry: template(step.retry?.trim() ? step.retry : reader.retry),
    next: links.moveTo(step.next),
    otherwise: links.moveTo(step.otherwise ?? step.next),
    skipped: links.moveTo(step.skipped ?? step.next),
    late: links.moveTo(step.timeout?.to),
  }
}

function put(question: Question, turn: Turn): Move {
  pose(question, turn, question.text)
  return 'wait'
}

function hear(question: Question, turn: Turn): Move {
  const { event } = turn
  if (isSkip(question, event, turn)) return question.skipped
  if (isTap(event) && !isOwnTap(question, event)) return put(question, turn)
  const heard = question.reader.read(event, turn)
  return heard ? keep(question, turn, heard) : refuse(question, turn)
}

function keep({ step, next }: Question, turn: Turn, { value, answer }: Heard): Move {
  if (answer) turn.lastInput = labelOf(answer, turn)
  if (step.field) turn.setField(step.field, value)
  return answer?.move ?? next
}

function refuse(question: Question, turn: Turn): Move {
  turn.tries += 1
  if (turn.tries >= question.step.maxTries) return question.otherwise
  pose(question, turn, question.retry)
  return 'wait'
}

/** Says the question or what is said after a wrong answer; the time for an answer begins anew. */
function pose({ answers, skip, skipId, step, reader }: Question, turn: Turn, text: Template): void {
  const offers: Choice[] = answers.map((answer) => asChoice(answer, turn))
  if (skip) offers.push({ id: skipId, label: skipLabel(skip, turn) })
  turn.say(text(turn).trim() || '…', {
    ...(offers.length > 0 && { choices: offers }),
    ...(reader.input && { input: reader.input }),
  })
  if (step.timeout) turn.wakeAt(after(turn.now, step.timeout.after))
}

function isSkip({ skip, skipId }: Question, event: Event, turn: Turn): boolean {
  if (!skip) return false
  if (event.kind === 'choice' ? event.id === skipId : event.kind === 'choices' && event.ids.includes(skipId)) {
    turn.lastInput = skipLabel(skip, turn)
    return true
  }
  return event.kind === 'text' && fold(event.text) === fold(skipLabel(skip, turn))
}

function skipLabel(skip: Template, turn: Turn): string {
  return cutText(skip(turn).trim(), LABEL_LIMIT) || '…'
}

/** A tap on an older question is no answer to this one. */
function isOwnTap({ answers }: Question, event: Event): boolean {
  if (event.kind === 'choice') return findTapped(answers, event.id) !== undefined
  return event.kind === 'choices' && event.ids.every((id) => findTapped(answers, id))
}

function edgesOf(step: AskStep): Edge[] {
  return [
    ...choiceEdges(waysOf(step)),
    { handle: 'next', label: 'Next', to: step.next },
    { handle: 'otherwise', label: 'No right answer', to: step.otherwise },
    ...(step.skip?.trim() ? [{ handle: 'skipped', label: 'Skipped', to: step.skipped }] : []),
    ...(step.timeout ? [{ handle: 'timeout', label: 'No answer', to: step.timeout.to }] : []),
  ]
}

function repliesOf(step: AskStep): Reply[] {
  return askKindOf(step).replies?.(step) ?? []
}

function waysOf(step: AskStep): Reply[] {
  return askKindOf(step).hasWays ? repliesOf(step) : []
}

function checkSkip({ skip }: AskStep): Fault[] {
  if (skip === undefined || skip.trim() !== '') return []
  const message = 'The button that skips needs a label.'
  return [{ severity: 'warning', code: 'empty-label', message, part: 'skip' }]
}

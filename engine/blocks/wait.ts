/** Waits for a while, until a time, or until the business opens. */
import { z } from 'zod'
import { plainText } from '../../shared/messages.ts'
import { type Block, connectPart, type Fault, titled, way } from '../block.ts'
import { nextOpening } from '../block-parts/opening.ts'
import type { Turn } from '../turn.ts'
import { readInstant } from '../values/dates.ts'
import { after, Duration, durationInWords, millisecondsOf } from '../values/duration.ts'
import { template } from '../values/variables.ts'

const LONGEST_MS = 365 * 86_400_000
const KINDS = { for: 'For a while', until: 'Until a date or time', open: 'Until the business opens' } as const

const Wait = z
  .strictObject({
    block: z.literal('wait'),
    ...titled,
    kind: z.enum(['for', 'until', 'open']).meta({ label: 'How long', control: 'wait', options: KINDS }),
    for: Duration.optional().meta({ label: 'Time', control: 'duration' }),
    at: plainText(200).optional().meta({
      label: 'Until',
      description: 'A date or time in the zone of the bot, such as {{appointment}} or 2026-07-01 09:30',
      control: 'text',
    }),
    next: way('Then go to'),
    interrupted: way('When the person writes meanwhile go to'),
  })
  .meta({ label: 'Wait', description: 'Waits before it goes on' })

type Wait = z.output<typeof Wait>

export const wait: Block<typeof Wait> = {
  name: 'wait',
  category: 'move',
  schema: Wait,
  // a time that is over is not waited for
  waits: (step) => step.kind === 'for',
  palette: [
    {
      id: 'wait',
      label: 'Wait',
      description: 'Waits before it goes on',
      icon: 'clock-pause',
      fresh: () => ({ block: 'wait', kind: 'for', for: { amount: 1, unit: 'hours' } }),
    },
  ],
  edges: (step) => [
    { handle: 'next', label: 'Next', to: step.next },
    { handle: 'interrupted', label: 'The person writes', to: step.interrupted },
  ],
  connect: connectPart,
  texts: (step) => [step.at ?? ''],
  fields: () => [],
  flows: () => [],
  gist: (step) =>
    step.kind === 'for' && step.for ? durationInWords(step.for) : step.kind === 'until' ? (step.at ?? '') : '',
  check: checkWait,
  ready(step, { moveTo }) {
    const until = readyEnd(step)
    const next = moveTo(step.next)
    const interrupted = moveTo(step.interrupted)
    return {
      enter(turn) {
        const end = until(turn)
        if (end === undefined || end <= turn.now) return next
        turn.wakeAt(end)
        return 'wait'
      },
      timeout: () => next,
      ...(step.interrupted !== undefined && { answer: () => interrupted }),
    }
  },
}

/** When it is over; undefined, with a failure told, where there is no such time. */
function readyEnd(step: Wait): (turn: Turn) => Date | undefined {
  if (step.kind === 'open')
    return (turn) =>
      nextOpening(turn.context.hours, turn.now, turn.context.timezone) ??
      fail(turn, 'The business does not open within a year, so it is not waited for.')
  if (step.kind === 'for') {
    const span: Duration = step.for ?? { amount: 1, unit: 'seconds' }
    return (turn) => atMostAYear(turn, after(turn.now, span))
  }
  const at = template(step.at ?? '')
  return (turn) => {
    const end = readInstant(at(turn), turn.context.timezone)
    return end ? atMostAYear(turn, end) : fail(turn, 'What is waited for is no date or time.')
  }
}

function atMostAYear(turn: Turn, end: Date): Date {
  const latest = turn.now.getTime() + LONGEST_MS
  if (end.getTime() <= latest) return end
  fail(turn, 'What is waited for is more than 365 days away; it goes on after 365 days.')
  return new Date(latest)
}

function fail(turn: Turn, message: string): undefined {
  turn.fail('wrong-value', message)
}

function checkWait(step: Wait): Fault[] {
  const error = (code: string, message: string, part: string): Fault[] => [{ severity: 'error', code, message, part }]
  if (step.kind === 'for') {
    if (!step.for) return error('no-duration', 'Say how long.', 'for')
    if (millisecondsOf(step.for) > LONGEST_MS) return error('too-long', 'It can wait 365 days at most.', 'for')
  }
  if (step.kind !== 'until') return []
  const at = step.at?.trim() ?? ''
  if (at === '') return error('no-time', 'Say until when.', 'at')
  if (at.includes('{{') || readInstant(at, 'UTC')) return []
  return error('bad-time', 'This is no date or time such as 2026-07-01 09:30.', 'at')
}

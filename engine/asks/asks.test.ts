/** What holds for every kind of answer, what is found wrong with a question, and answers that are meant to break it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Content } from '../../shared/messages.ts'
import { check } from '../checks/check.ts'
import type { Event } from '../event.ts'
import { compile, Flow } from '../flow.ts'
import { libraryOf } from '../library.ts'
import { newSession } from '../session.ts'
import { step } from '../step.ts'
import { sceneContext } from '../transcripts/scene.ts'
import type { Effect } from '../turn.ts'
import { AskStep } from './ask-step.ts'
import { ASKS } from './asks.ts'

const NOW = new Date('2026-07-01T07:30:00Z')
const TWO = [
  { id: 'tea', label: 'Tea' },
  { id: 'coffee', label: 'Coffee' },
]

describe('the kinds of answers', () => {
  it('are those that a step can name', () => {
    expect(new Set(ASKS.map(({ kind }) => kind))).toEqual(new Set(AskStep.shape.kind.options))
  })

  it.each(ASKS)(
    '$kind says what is missing after a wrong answer, and uses only parts of the step',
    ({ kind, parts, fresh }) => {
      const wrong: Event =
        kind === 'location' ? { kind: 'text', text: 'here' } : { kind: 'location', latitude: 1, longitude: 1 }
      expect(heard({ kind, ...fresh }, [wrong])[1]).toMatch(/^(?:Please|That does not)/)
      for (const part of Object.keys(parts)) expect(Object.keys(AskStep.shape)).toContain(part)
    },
  )
})

describe('the check of a question', () => {
  it.each([
    [{ kind: 'text', pattern: '(' }, ['error wrong-pattern pattern']],
    [{ kind: 'text', pattern: '(?=x)' }, ['error wrong-pattern pattern']],
    [{ kind: 'text', least: 5, most: 2 }, ['error turned-round least']],
    [{ kind: 'number', min: '5', max: '2' }, ['error turned-round min']],
    [{ kind: 'number', min: 'five', max: '{{x}}' }, ['error wrong-limit min']],
    [{ kind: 'number', pattern: '(' }, []],
    [{ kind: 'phone', country: 'XX' }, ['error wrong-country country']],
    [{ kind: 'date', min: '2026-12-31', max: '2026-01-01' }, ['error turned-round min']],
    [{ kind: 'date', min: 'today', max: '2001-01-01' }, []],
    [{ kind: 'date', min: '03/04/2026' }, ['error wrong-limit min']],
    [{ kind: 'time', min: '18:00', max: '9:00' }, ['error turned-round min']],
    [{ kind: 'datetime', min: '{{BOT_CURRENT_DATETIME}}', max: 'some day' }, ['error wrong-limit max']],
    [{ kind: 'choice' }, ['error no-choices choices']],
    [{ kind: 'many', choices: TWO, least: 3 }, ['error too-few-choices least']],
    [{ kind: 'yes-no' }, []],
    [{ kind: 'rating', most: 11 }, ['error wrong-stars most']],
    [{ kind: 'file', skip: ' ' }, ['warning empty-label skip']],
    [{ kind: 'choice', skip: 'Skip', choices: twenty() }, ['error too-many-choices skip']],
  ])('finds in %j what is wrong', (more, faults) => {
    const flow = Flow.parse({ start: 'ask', steps: { ask: question(more) } })
    expect(check(flow).problems.map(({ severity, code, part }) => `${severity} ${code} ${part}`)).toEqual(faults)
  })
})

describe('a question', () => {
  it('offers a skip beside twenty answers within what a message may hold', () => {
    const { effects } = play({ kind: 'choice', skip: 'Skip', choices: twenty() }, [])
    const [said] = effects.flatMap((effect) => (effect.kind === 'say' ? [Content.parse(effect.content)] : []))
    expect(said?.choices).toHaveLength(20)
    expect(said?.choices?.at(-1)).toEqual({ id: 'ask/-skip', label: 'Skip' })
  })

  it('uses the zone of the person where it is known', () => {
    const user = { ...sceneContext().user, timezone: 'Asia/Tokyo' }
    const kept = play({ kind: 'datetime' }, [{ kind: 'text', text: '2026-07-02T09:00' }], sceneContext({ user }))
    expect(kept.effects[1]).toMatchObject({ kind: 'set-field', value: '2026-07-02T09:00:00+09:00' })
  })

  it('hears an evil pattern out in no time (attack 97)', () => {
    const evil: Event = { kind: 'text', text: `${'a'.repeat(30)}!` }
    const times = Array.from({ length: 5 }, () => {
      const before = performance.now()
      play({ kind: 'text', pattern: '^(a+)+$' }, [evil])
      return performance.now() - before
    })
    expect(Math.min(...times)).toBeLessThan(50)
  })

  it('keeps what it is told to keep, whatever is said', () => {
    const text = fc.oneof(
      fc.string({ minLength: 1, maxLength: 300 }),
      fc.constantFrom('5', 'tea', 'yes', 'tomorrow 3pm'),
    )
    fc.assert(
      fc.property(fc.constantFrom(...ASKS), text, ({ kind, fresh }, said) => {
        const { effects } = play({ kind, ...fresh }, [{ kind: 'text', text: said }])
        for (const effect of effects)
          if (effect.kind === 'set-field') expect(SHAPES[kind]).toSatisfy((is) => is(effect.value))
      }),
    )
  })
})

const isText = (value: unknown) => typeof value === 'string' && value !== ''
const isObject = (value: unknown) => typeof value === 'object' && value !== null
const SHAPES: Record<AskStep['kind'], (value: unknown) => boolean> = {
  text: isText,
  number: (value) => Number.isFinite(value),
  email: (value) => isText(value) && String(value).includes('@'),
  phone: (value) => /^\+\d{5,15}$/.test(String(value)),
  url: (value) => URL.canParse(String(value)),
  date: (value) => /^\d{4}-\d\d-\d\d$/.test(String(value)),
  time: (value) => /^\d\d:\d\d$/.test(String(value)),
  datetime: (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/.test(String(value)),
  choice: isText,
  many: (value) => Array.isArray(value) && value.every(isText),
  'yes-no': (value) => typeof value === 'boolean',
  rating: (value) => Number.isInteger(value),
  file: isObject,
  location: isObject,
}

function question(more: object) {
  return { block: 'ask', text: 'Well?', field: 'answer', maxTries: 3, ...more }
}

function play(more: object, events: Event[], context = sceneContext()): { effects: Effect[] } {
  const library = libraryOf(compile(Flow.parse({ start: 'ask', steps: { ask: question(more) } })))
  const first = step(library, newSession(), { kind: 'start' }, NOW, context)
  const effects = [...first.effects]
  let { session } = first
  for (const event of events) {
    const outcome = step(library, session, event, NOW, context)
    session = outcome.session
    effects.push(...outcome.effects)
  }
  return { effects }
}

function heard(more: object, events: Event[]): string[] {
  const { effects } = play(more, events)
  return effects.flatMap((effect) =>
    effect.kind === 'say' && effect.content.kind === 'text' ? [effect.content.text] : [],
  )
}

function twenty() {
  return Array.from({ length: 20 }, (_, index) => ({ id: `a${index}`, label: `Answer ${index}` }))
}

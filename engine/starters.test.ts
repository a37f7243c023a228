/** Every starter is sound, complete, and never breaks, whatever people tap and write. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_FLOW_THEME } from '../shared/flow-theme.ts'
import { Content } from '../shared/messages.ts'
import { TEMPLATE_CATEGORIES } from '../shared/templates.ts'
import { blockOf } from './blocks/blocks.ts'
import type { CallOutcome } from './call.ts'
import { check } from './checks/check.ts'
import { checkCalls, waitingFlows } from './checks/check-calls.ts'
import type { Event } from './event.ts'
import { compile, Flow } from './flow.ts'
import { type Library, libraryOf } from './library.ts'
import { packBot } from './pack/pack.ts'
import { secretsIn } from './pack/references.ts'
import { newSession } from './session.ts'
import { botFieldsOf, flowsOf, STARTERS, type Starter, type StarterNeed } from './starters.ts'
import { step } from './step.ts'
import { sceneContext } from './transcripts/scene.ts'
import type { Effect } from './turn.ts'

const MONDAY = Date.parse('2026-07-06T07:30:00Z')
const STRUCTURAL = ['step-budget', 'missing-step', 'missing-flow', 'too-deep', 'endless-run']

describe('the starters', () => {
  it('have ids and names of their own, and blank is the last', () => {
    for (const words of [STARTERS.map(({ id }) => id), STARTERS.map(({ name }) => name)])
      expect(new Set(words).size).toBe(STARTERS.length)
    expect(STARTERS).toHaveLength(13)
    expect(STARTERS.at(-1)?.id).toBe('blank')
  })

  it('are of every category', () => {
    expect(new Set(STARTERS.map(({ category }) => category))).toEqual(new Set(TEMPLATE_CATEGORIES))
  })
})

describe.each(STARTERS.map((starter) => [starter.id, starter] as const))('the starter %s', (_, starter) => {
  const flows = new Map(flowsOf(starter).map(({ id, flow }) => [id, flow]))
  const steps = [...flows.values()].flatMap((flow) => Object.values(flow.steps))

  it('has nothing wrong with it, no field that nothing fills among them', () => {
    const known = knownIn(starter, steps)
    for (const [id, flow] of flows) {
      expect(Flow.parse(flow)).toEqual(flow)
      expect(check(flow, { isMain: id === 'main', known, waiting: waitingFlows(flows) }).problems).toEqual([])
    }
    expect(checkCalls(flows)).toEqual([])
  })

  it('names every step but its end, and leaves where they lie to the builder', () => {
    expect(steps.filter((each) => !each.title && each.block !== 'end')).toEqual([])
    expect([...flows.values()].filter(({ layout }) => layout)).toEqual([])
  })

  it('tells what it needs', () => {
    const needs = new Set<StarterNeed>()
    for (const each of steps) {
      if (each.block === 'ai') needs.add('ai')
      if (each.block === 'mail') needs.add('e-mail')
      if (each.block === 'hours' && each.hours === 'workspace') needs.add('business-hours')
      if (secretsIn(each).length > 0) needs.add('secret')
    }
    expect(new Set(starter.needs)).toEqual(needs)
  })

  it('can be packed as it is, its flows under the keys it names them by', () => {
    const { name, fields = [] } = starter
    const source = { name, theme: DEFAULT_FLOW_THEME, flows: flowsOf(starter), fields: [...fields] }
    const { package: file, report } = packBot(source, { emails: [] })
    expect(report).toEqual([])
    expect(file.flows.map(({ key, flow }) => [key, flow])).toEqual([...flows])
  })

  it('never breaks, whatever people do for 40 turns', () => {
    const anyone = fc.array(fc.record({ kind: fc.nat(99), which: fc.nat(1000), after: fc.nat(3 * 86_400) }), {
      minLength: 40,
      maxLength: 40,
    })
    fc.assert(
      fc.property(anyone, fc.double({ min: 0, max: 0.999, noNaN: true }), (doings, chance) => {
        for (const effect of play(starter, doings, chance)) {
          if (effect.kind === 'failed') expect(STRUCTURAL).not.toContain(effect.code)
          if (effect.kind === 'say') expect(Content.safeParse(effect.content).error).toBeUndefined()
        }
      }),
      { numRuns: 60 },
    )
  })
})

function knownIn({ fields = [] }: Starter, steps: Array<Flow['steps'][string]>): Set<string> {
  const described = fields.map(({ scope, name }) => (scope === 'bot' ? `bot.${name}` : name))
  return new Set([...described, ...steps.flatMap((each) => blockOf(each).fields(each))])
}

interface Doing {
  kind: number
  which: number
  /** seconds */
  after: number
}

/** What the bot does while somebody taps what it offers, writes anything, waits, and answers come from outside. */
function play(starter: Starter, doings: Doing[], chance: number): Effect[] {
  const library = libraryFor(starter)
  const context = sceneContext({ fields: {}, botFields: botFieldsOf(starter), random: () => chance })
  const [fields, botFields] = [{ ...context.fields }, { ...context.botFields }]
  const all: Effect[] = []
  let [session, now, last]: [ReturnType<typeof newSession>, number, Effect[]] = [newSession(), MONDAY, []]
  for (const doing of doings) {
    now += doing.after * 1000
    const event = eventFor(doing, last, { starter, session })
    const outcome = step(library, session, event, new Date(now), { ...context, fields, botFields })
    session = outcome.session
    if (outcome.effects.length > 0) last = outcome.effects
    all.push(...outcome.effects)
    for (const effect of outcome.effects)
      if (effect.kind === 'set-field')
        Reflect.set(effect.name.startsWith('bot.') ? botFields : fields, effect.name.replace('bot.', ''), effect.value)
  }
  return all
}

const WORDS = 'hi|yes|no|2|4|12:00|19:00|tomorrow|next wednesday|ann@example.com|+49 30 1234567|SH-10482|500000|123456'
  .concat('|menu|cancel|human|book|stop|play|subscribe|unsubscribe|register|homes|apply|Ann Ash|😀|   ')
  .split('|')
const OUTCOMES: CallOutcome[] = [
  { ok: true, status: 200, headers: {}, data: { status: 'shipped', delivery_date: '2026-07-09', text: 'Yes.' } },
  { ok: true, status: 200, headers: {}, data: { status: 'delivered', text: '', fields: { known: 'no' } } },
  { ok: true, status: 404, headers: {}, data: null },
  { ok: false, reason: 'timeout', message: 'No answer' },
]

interface Around {
  starter: Starter
  session: ReturnType<typeof newSession>
}

function eventFor({ kind, which }: Doing, last: Effect[], { starter, session }: Around): Event {
  const one = <Each>(list: readonly Each[], otherwise: Each): Each => list[which % list.length] ?? otherwise
  const taps = last.flatMap((effect) => (effect.kind === 'say' ? tapsOf(effect.content) : []))
  const result: Event | undefined = session.pending
    ? { kind: 'result', callId: session.pending, outcome: one(OUTCOMES, { ok: true, data: null }) }
    : undefined
  if (result && kind < 60) return result
  if (kind < 60 && taps.length > 0) return { kind: 'choice', id: one(taps, '') }
  if (kind < 80) return { kind: 'text', text: one(WORDS, 'hi') }
  if (kind < 86 && session.timer) return { kind: 'timer', timerId: session.timer }
  if (kind < 89) return { kind: 'given-back' }
  if (kind < 92)
    return { kind: 'file', url: 'https://files.example/cv.pdf', name: 'cv.pdf', mime: 'application/pdf', size: 9 }
  const entry = one(starter.flow.entries ?? [], { kind: 'welcome', id: 'none' })
  if (kind < 95) return { kind: 'entry', flow: 'main', entry: entry.id, depth: 1 }
  return { kind: 'start', ...(entry.kind === 'ref' && { ref: entry.ref }) }
}

function tapsOf(content: Content): string[] {
  const buttons = [
    ...(content.buttons ?? []),
    ...(content.kind === 'cards' ? content.cards.flatMap((card) => card.buttons ?? []) : []),
  ]
  const rows = content.kind === 'list' ? content.sections.flatMap((section) => section.rows) : []
  const replies = buttons.flatMap((button) => (button.kind === 'reply' ? [button.id] : []))
  return [...replies, ...[...rows, ...(content.choices ?? [])].map(({ id }) => id)]
}

function libraryFor(starter: Starter): Library {
  const [main, ...others] = flowsOf(starter).map(({ id, flow }) => compile(flow, { id, version: `${id}-1` }))
  if (!main) throw new Error('there is no main flow')
  return libraryOf(main, others)
}

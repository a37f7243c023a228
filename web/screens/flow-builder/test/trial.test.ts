/** A test of a flow: the same engine, with its effects as values, lines and trace. */
import { describe, expect, it } from 'vitest'
import type { Event } from '../../../../engine/event.ts'
import type { Flow } from '../../../../engine/flow.ts'
import { ALWAYS_OPEN } from '../../../../engine/values/business-hours.ts'
import type { Around } from './surroundings.ts'
import { takeTurn } from './take-turn.ts'
import { trialFlows } from './trial-flows.ts'
import { FIRST_AS_IF, freshTrial, type TrialState } from './trial-state.ts'

const around: Around = {
  botId: 'bot',
  botName: 'Hal',
  workspaceId: 'acme',
  workspaceName: 'Acme',
  timezone: 'Europe/Berlin',
  hours: ALWAYS_OPEN,
  chatUrl: '',
  kinds: {},
}
const flow: Flow = {
  start: 'city',
  steps: {
    city: {
      block: 'ask',
      text: 'Hello {{USER_FIRST_NAME}}, which city?',
      kind: 'text',
      field: 'city',
      maxTries: 3,
      next: 'mark',
    },
    mark: { block: 'tag', change: 'add', tag: 'asked', next: 'done' },
    done: { block: 'say', text: '{{city}} at {{BOT_CURRENT_TIME}}' },
  },
}
const now = new Date('2026-07-01T10:00:00Z')

describe('a turn of a test', () => {
  it('says what the bot would say, to the person it is told of', () => {
    const state = turn(freshTrial({ ...FIRST_AS_IF, name: 'Ben Berg' }), { kind: 'start' })
    expect(said(state)).toEqual(['Hello Ben, which city?'])
  })

  it('keeps fields and tags, and tells the time of the workspace', () => {
    const state = turn(turn(freshTrial(), { kind: 'start' }), { kind: 'text', text: 'Bonn' })
    expect(state.fields).toEqual({ city: 'Bonn' })
    expect(state.person.tags).toEqual(['asked'])
    expect(said(state).at(-1)).toBe('Bonn at 12:00')
  })

  it('stops the clock where it is told to', () => {
    const asIf = { ...FIRST_AS_IF, clock: { date: '2026-12-24', time: '18:30' } }
    const state = turn(turn(freshTrial(asIf), { kind: 'start' }), { kind: 'text', text: 'Bonn' })
    expect(said(state).at(-1)).toBe('Bonn at 18:30')
  })

  it('traces which step did what', () => {
    const state = turn(turn(freshTrial(), { kind: 'start' }), { kind: 'text', text: 'Bonn' })
    const done = state.trace.map(({ stepId, effects }) => [stepId, effects.map(({ kind }) => kind).join()])
    expect(done).toContainEqual(['mark', 'tag'])
    expect(done.findLast(([stepId]) => stepId === 'done')?.[1]).toContain('say')
    expect(state.trace.some(({ effects }) => effects.some((effect) => effect.kind === 'set-field'))).toBe(true)
  })

  it('begins at another step when asked to', () => {
    const flows = trialFlows('main', flow, new Map(), 'done')
    const state = takeTurn(freshTrial(), { flows, event: { kind: 'start' }, around, now })
    expect(said(state)).toEqual([' at 12:00'.trim()])
  })
})

function turn(state: TrialState, event: Event): TrialState {
  return takeTurn(state, { flows: trialFlows('main', flow, new Map()), event, around, now })
}

function said(state: TrialState): string[] {
  return state.lines.flatMap((line) =>
    line.kind === 'bot' && line.content.kind === 'text' ? [line.content.text.trim()] : [],
  )
}

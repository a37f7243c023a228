/** Shares look like chance, and are always the same for the same person (invariant 29). */
import { describe, expect, it } from 'vitest'
import { compile, Flow } from '../flow.ts'
import { libraryOf } from '../library.ts'
import { newSession } from '../session.ts'
import { step } from '../step.ts'
import { sceneContext } from '../transcripts/scene.ts'
import { shareOf } from './share.ts'

const NOW = new Date('2026-07-01T07:30:00Z')
const WEIGHTS = [50, 30, 15, 5]
const PEOPLE = Array.from(
  { length: 20_000 },
  (_, index) => `019aa000-0000-7000-8000-${String(index).padStart(12, '0')}`,
)

describe('a randomizer', () => {
  it('fits its weights (chi-square)', () => {
    const counts = WEIGHTS.map((_, way) => PEOPLE.filter((id) => wayOf(id, 'split') === way).length)
    const chiSquare = counts.reduce((sum, count, way) => {
      const expected = (PEOPLE.length * (WEIGHTS[way] ?? 0)) / 100
      return sum + (count - expected) ** 2 / expected
    }, 0)
    // three degrees of freedom, p = 0.001
    expect(chiSquare).toBeLessThan(16.27)
  })

  it('sends a person the same way every time, whatever chance says', () => {
    for (const id of PEOPLE.slice(0, 500)) expect(wayOf(id, 'split', 0.99)).toBe(wayOf(id, 'split', 0.01))
  })

  it('is independent of another one', () => {
    const both = PEOPLE.filter((id) => wayOf(id, 'split') === 0 && wayOf(id, 'other') === 0).length
    expect(both / PEOPLE.length).toBeGreaterThan(0.235)
    expect(both / PEOPLE.length).toBeLessThan(0.265)
  })

  it('gives shares from 0 to below 1', () => {
    for (const id of PEOPLE.slice(0, 1000)) {
      expect(shareOf(id)).toBeGreaterThanOrEqual(0)
      expect(shareOf(id)).toBeLessThan(1)
    }
  })
})

function wayOf(id: string, start: string, chance = 0.5): number {
  const parts = WEIGHTS.map((weight, way) => ({ id: `w${way}`, label: `W${way}`, weight, next: `w${way}` }))
  const says = WEIGHTS.map((_, way) => [`w${way}`, { block: 'say', text: String(way) }])
  const known =
    LIBRARIES.get(start) ??
    libraryOf(
      compile(Flow.parse({ start, steps: { [start]: { block: 'split', parts }, ...Object.fromEntries(says) } })),
    )
  LIBRARIES.set(start, known)
  const context = sceneContext({ user: { ...sceneContext().user, id }, random: () => chance })
  const [effect] = step(known, newSession(), { kind: 'start' }, NOW, context).effects
  return effect?.kind === 'say' && effect.content.kind === 'text' ? Number(effect.content.text) : -1
}

const LIBRARIES = new Map<string, ReturnType<typeof libraryOf>>()

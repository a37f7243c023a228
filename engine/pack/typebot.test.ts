/** Exports of Typebot: what they become runs as a chat, and what could not be carried over is told. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Value } from '../../shared/fields.ts'
import { check } from '../checks/check.ts'
import type { Event } from '../event.ts'
import { compile, type Flow } from '../flow.ts'
import { libraryOf } from '../library.ts'
import { newSession } from '../session.ts'
import { step } from '../step.ts'
import { sceneContext } from '../transcripts/scene.ts'
import { readTypebot } from './typebot.ts'
import { plainText } from './typebot-words.ts'

const NAMES = ['lead-capture', 'quiz', 'offers']

describe('an export of Typebot', () => {
  it('becomes a flow without errors', () => {
    for (const name of NAMES) {
      const { flow } = carried(name)
      expect(check(flow).problems).toEqual([])
      expect(compile(flow).start.runnable).toBeDefined()
    }
  })

  it('asks what it asked, with our names of its variables', () => {
    const { flow, fields } = carried('lead-capture')
    expect(flow.start).toBe('welcome')
    expect(flow.steps['welcome-6']).toMatchObject({
      block: 'ask',
      kind: 'email',
      text: 'Nice to meet you, {{full_name}}! What is your e-mail?',
      field: 'e_mail',
    })
    expect(fields.map(({ name, kind }) => [name, kind])).toEqual([
      ['full_name', 'text'],
      ['e_mail', 'text'],
      ['team_size', 'number'],
    ])
  })

  it('decides by its conditions, and goes both ways', () => {
    const { flow } = carried('lead-capture')
    expect(flow.steps['team-size-3']).toEqual({
      block: 'decide',
      when: {
        match: 'all',
        rules: [
          { name: 'team_size', operator: 'greater', value: '50' },
          { name: 'e_mail', operator: 'is-set' },
        ],
      },
      next: 'big-team',
      otherwise: 'small-team',
    })
    expect(flow.steps['small-team-2']).toMatchObject({ block: 'buttons', buttons: [{ kind: 'link' }] })
  })

  it('sends its requests, and keeps parts of the answer', () => {
    const { flow, report } = carried('quiz')
    expect(flow.steps.fetch).toMatchObject({
      block: 'http',
      method: 'POST',
      url: 'https://quiz.example.test/api/results?lang=en',
      body: { kind: 'json', text: '{"answer": "{{answer}}", "score": {{score}}}' },
      save: [
        { path: 'data.rank', field: 'rank' },
        { path: 'data.best.0.name', field: 'first_place' },
        { path: 'status', field: 'status' },
      ],
      next: 'fetch-2',
    })
    expect(report).toContainEqual(expect.objectContaining({ what: 'Google Sheets', where: 'Fetch › 5' }))
  })

  it('goes the way of the answer, and otherwise on', () => {
    const { flow } = carried('quiz')
    expect(flow.steps['question-1-2']).toMatchObject({
      choices: [{ id: 'paris', next: 'right' }, { id: 'lyon' }, { id: 'nice' }],
      next: 'wrong',
    })
    expect(flow.steps.right).toMatchObject({ block: 'compute', formula: 'score + 1' })
  })

  it('splits, computes, jumps, and leaves out what only a browser can do', () => {
    const { flow, report } = carried('offers')
    expect(flow.steps.start).toMatchObject({
      block: 'split',
      parts: [
        { weight: 70, next: 'offer-a' },
        { weight: 30, next: 'offer-b' },
      ],
    })
    expect(flow.steps['offer-a']).toMatchObject({ block: 'compute', formula: '19.9 * 2' })
    expect(flow.steps['offer-a-4']).toEqual({ block: 'jump', to: 'order-2' })
    expect(flow.steps['offer-b']).toMatchObject({ next: 'offer-b-3' })
    expect(report.map(({ what }) => what)).toEqual(['Set variable', 'Code', 'text'])
  })

  it('runs as a chat', () => {
    const said = chat(carried('lead-capture').flow, ['Ann', 'no address', 'ann@a.test', '80'])
    expect(said).toEqual([
      'Hi! I am the assistant of *Acme*.',
      'image',
      'What is your name?',
      'Nice to meet you, Ann! What is your e-mail?',
      'This does not look right. Try again?',
      'How many people are in your team?',
      'Great, our sales team will write to ann@a.test.\n\nRead more (https://acme.example.test/enterprise)',
    ])
    expect(chat(carried('quiz').flow, ['Ready!', 'Lyon'])).toEqual([
      '_Three questions about capitals. Ready?_',
      'Please answer:',
      'Capital of France?',
      'It is Paris.',
    ])
    expect(chat(carried('offers').flow, ['No', 'Price'])).toEqual([
      'Two for 39.8 €!',
      'Do you want it?',
      'What keeps you?',
      'Two for 39.8 €!',
      'Do you want it?',
    ])
  })

  it('of an older version is refused with a clear word', () => {
    const read = readTypebot({ ...file('quiz'), version: '5' })
    expect(read).toMatchObject({ ok: false, message: expect.stringContaining('version 5') })
    expect(readTypebot({ hello: 1 })).toMatchObject({ ok: false, message: expect.stringContaining('no groups') })
  })

  it('63: never makes it fail, however it is damaged', () => {
    const paths = fc.constantFrom('groups', 'edges', 'variables', 'events')
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), paths, fc.jsonValue(), fc.nat(50), (name, part, junk, at) => {
        const damaged = file(name)
        const list: unknown = Reflect.get(damaged, part)
        if (Array.isArray(list)) list[at % (list.length + 1)] = junk
        const read = readTypebot(damaged)
        if (read.ok) for (const { flow } of read.package.flows) expect(dangling(flow)).toEqual([])
      }),
    )
    expect(readTypebot(null).ok).toBe(false)
  })

  it('63: survives blocks whose every part is something else', () => {
    const types = [
      'text',
      'image',
      'choice input',
      'Condition',
      'Webhook',
      'Set variable',
      'AB test',
      'Jump',
      'Email',
      'constructor',
    ]
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.jsonValue(), fc.jsonValue(), (type, options, items) => {
        const block = { id: 'b', type, options, items, content: options }
        const groups = [{ id: 'g', title: 'G', blocks: [block, { id: 'c', type: 'text', content: { richText: [] } }] }]
        const read = readTypebot({
          ...file('quiz'),
          groups,
          edges: [{ id: 'e', to: { groupId: 'g' } }],
          events: [{ id: 's', type: 'start', outgoingEdgeId: 'e' }],
        })
        expect(read.ok).toBe(true)
      }),
    )
  })
})

it('writes rich text as messages do', () => {
  const rich = [
    { type: 'p', children: [{ text: 'One ' }, { text: 'two ', bold: true }, { text: 'three', italic: true }] },
    { type: 'ol', children: [{ type: 'li', children: [{ type: 'lic', children: [{ text: 'first' }] }] }] },
    { type: 'p', children: [{ type: 'a', url: 'https://a.test', children: [{ text: 'here' }] }] },
  ]
  expect(plainText(rich)).toBe('One *two* _three_\n1. first\nhere (https://a.test)')
})

function carried(name: string) {
  const read = readTypebot(file(name))
  if (!read.ok) throw new Error(read.message)
  const [main] = read.package.flows
  if (!main) throw new Error('no flow')
  return { flow: main.flow, fields: read.package.fields, report: read.report }
}

/** What the bot says to these words, one after the other. */
function chat(flow: Flow, words: string[]): string[] {
  const library = libraryOf(compile(flow))
  const fields: Record<string, Value> = {}
  let session = newSession()
  const events: Event[] = [{ kind: 'start' }, ...words.map((text) => ({ kind: 'text' as const, text }))]
  return events.flatMap((event) => {
    const outcome = step(library, session, event, new Date('2026-05-04T10:00:00Z'), sceneContext({ fields }))
    session = outcome.session
    return outcome.effects.flatMap((effect) => {
      if (effect.kind === 'set-field') fields[effect.name] = effect.value
      if (effect.kind !== 'say') return []
      return 'text' in effect.content && effect.content.text ? effect.content.text : effect.content.kind
    })
  })
}

function file(name: string): object {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', `${name}.json`), 'utf8'))
}

function dangling(flow: Flow): string[] {
  return check(flow).problems.flatMap(({ code, stepId }) =>
    code === 'dangling-edge' || code === 'missing-start' ? [stepId] : [],
  )
}

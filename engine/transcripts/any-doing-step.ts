/** Steps and ways in made at random of all that decides, does, reaches out and moves, for what holds for every bot. */
import fc from 'fast-check'

type Way = fc.Arbitrary<string | undefined>

const words = fc.constantFrom(
  '',
  'Hello',
  '{{x}}',
  '{{input.a}} {{event.b.c}}',
  '{{LAST_INPUT}}',
  '{{__proto__}}',
  'pro',
)
const field = fc.constantFrom('x', 'y', 'bot.z', 'constructor')
const pairs = fc.uniqueArray(fc.record({ name: fc.constantFrom('a', 'b', 'c'), value: words }), {
  selector: ({ name }) => name,
  maxLength: 3,
})
const save = fc.array(
  fc.record({ path: fc.constantFrom('data', 'data.a.0', 'status', 'headers.x', 'data.__proto__'), field }),
  {
    maxLength: 3,
  },
)
const rule = fc.oneof(
  fc.record({
    name: field.filter((name) => name !== 'bot.z'),
    operator: fc.constantFrom('is', 'includes', 'after', 'matches'),
    value: words,
  }),
  fc.record({
    name: fc.constant('BOT_CURRENT_DATE'),
    operator: fc.constantFrom('within-last', 'older-than'),
    span: fc.constant({ amount: 2, unit: 'days' }),
  }),
  fc.record({
    name: fc.constant('USER_TAGS'),
    operator: fc.constantFrom('has-tag', 'has-not-tag'),
    value: fc.constant('vip'),
  }),
  fc.record({ name: fc.constant('x'), operator: fc.constant('between'), value: fc.constant('1'), to: words }),
)

/** Every kind of step that does not talk. */
export function anyDoingStep(way: Way, flow: fc.Arbitrary<string>) {
  const next = way
  const ways = { next, failed: way }
  const when = fc.record({
    match: fc.constantFrom('all', 'any'),
    rules: fc.array(rule, { minLength: 1, maxLength: 3 }),
  })
  return fc.oneof(
    fc.record({ block: fc.constant('decide'), when, next, otherwise: way }),
    fc.record({
      block: fc.constant('switch'),
      value: fc.constantFrom('{{x}}', '{{LAST_INPUT}}'),
      cases: fc.record({ id: fc.constant('a'), is: words, next }).map((made) => [made]),
      otherwise: way,
    }),
    fc.tuple(fc.integer({ min: 0, max: 100 }), way, way).map(([weight, one, other]) => ({
      block: 'split',
      parts: [
        { id: 'a', label: 'A', weight, next: one },
        { id: 'b', label: 'B', weight: 100 - weight, next: other },
      ],
    })),
    fc.record({
      block: fc.constant('hours'),
      hours: fc.constantFrom('workspace', { week: {}, holidays: [] }),
      next,
      otherwise: way,
    }),
    fc.record({ block: fc.constant('set'), field, value: fc.option(words), next }),
    fc.record({
      block: fc.constant('compute'),
      field,
      formula: fc.constantFrom('x + 1', 'x / y', 'concat(x, y)', 'bot.z * 2'),
      next,
    }),
    fc.record({
      block: fc.constant('tag'),
      change: fc.constantFrom('add', 'remove'),
      tag: fc.constantFrom('vip', 'new'),
      next,
    }),
    fc.record({ block: fc.constant('subscribe'), change: fc.constantFrom('subscribe', 'unsubscribe'), next }),
    fc.record({ block: fc.constant('assign'), to: fc.constantFrom('in-turn', 'nobody'), next }),
    fc.record({ block: fc.constant('conversation'), change: fc.constantFrom('open', 'resolve'), next }),
    fc.record({ block: fc.constant('notify'), to: fc.constant('everyone'), text: fc.constant('{{x}}'), next }),
    fc.record({ block: fc.constant('track'), name: fc.constant('seen'), data: pairs, next }),
    fc.record({
      block: fc.constant('mail'),
      to: fc.constant('{{USER_EMAIL}}'),
      subject: fc.constant('Hi {{x}}'),
      text: fc.constant('{{x}}'),
      next,
    }),
    fc.record({
      block: fc.constant('http'),
      method: fc.constantFrom('GET', 'POST'),
      url: fc.constantFrom('https://shop.example/', 'https://shop.example/{{x}}', '{{x}}'),
      headers: fc.constantFrom([], [{ name: 'x-y', value: '{{x}}' }]),
      body: fc.constantFrom({ kind: 'none' }, { kind: 'json', text: '{"a": {{x}}, "b": "{{y}}"}' }),
      timeoutSeconds: fc.constant(5),
      retries: fc.constant(0),
      save,
      ...ways,
      timeout: way,
    }),
    fc.record({
      block: fc.constant('integration'),
      integration: fc.constant('sheets'),
      action: fc.constant('add'),
      input: fc.constant({ a: ['{{x}}'] }),
      save,
      ...ways,
    }),
    fc.record({ block: fc.constant('code'), source: fc.constant('return input'), input: pairs, save, ...ways }),
    fc.record({
      block: fc.constant('ai'),
      system: words,
      history: fc.constant(5),
      maxTokens: fc.constant(100),
      say: fc.boolean(),
      field,
      tools: flow.map((id) => [
        { name: 'look', description: 'Looks', flow: id, inputs: [{ name: 'a', description: 'A' }] },
      ]),
      fields: fc.constant([]),
      ...ways,
    }),
    fc.oneof(
      fc.record({ block: fc.constant('jump'), to: fc.constantFrom('a', 'b') }),
      fc.record({ block: fc.constant('jump'), flow }),
    ),
    {
      arbitrary: fc.record({
        block: fc.constant('call-flow'),
        flow,
        inputs: pairs,
        save: fc.constantFrom([], [{ name: 'a', field: 'x' }]),
        next,
      }),
      weight: 4,
    },
    fc.record({ block: fc.constant('return'), outputs: pairs }),
    fc.oneof(
      fc.record({
        block: fc.constant('wait'),
        kind: fc.constant('for'),
        for: fc.constant({ amount: 1, unit: 'hours' }),
        next,
        interrupted: way,
      }),
      fc.record({
        block: fc.constant('wait'),
        kind: fc.constant('until'),
        at: fc.constantFrom('2026-08-01', '2020-01-01', '{{x}}'),
        next,
        interrupted: way,
      }),
      fc.record({ block: fc.constant('wait'), kind: fc.constant('open'), next }),
    ),
    fc.record({ block: fc.constant('hand-over'), note: words, next }),
    fc.constant({ block: 'end' }),
  )
}

export function anyEntries(way: Way) {
  return fc
    .constantFrom([], ['keyword'], ['welcome', 'default-reply', 'ref', 'webhook', 'keyword'])
    .chain((kinds) =>
      way.map((to) => kinds.map((kind) => ({ kind, id: kind, ...(to !== undefined && { to }), ...DETAILS[kind] }))),
    )
}

const DETAILS: Readonly<Record<string, object>> = {
  keyword: { match: 'contains', words: ['hey'], always: true },
  ref: { ref: 'summer' },
}

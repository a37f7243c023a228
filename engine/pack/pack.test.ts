/** Packing: what comes back is what went in, and nothing secret travels. */
import { describe, expect, it } from 'vitest'
import { DEFAULT_FLOW_THEME } from '../../shared/flow-theme.ts'
import { BLOCKS, type Step } from '../blocks/blocks.ts'
import { Flow } from '../flow.ts'
import { flowsOf, STARTERS } from '../starters.ts'
import { type NamedFlow, packBot, type Target, unpackBot } from './pack.ts'
import { BotPackage } from './package.ts'
import { renameFields } from './rename-fields.ts'

const HERE = '0198c0de-0000-7000-8000-000000000001'
const OTHER = '0198c0de-0000-7000-8000-000000000002'
const NOTHING_SECRET = { emails: [], keepsFilesOf: HERE }

describe('a bot that is packed and unpacked', () => {
  it('26, 39: is the same bot, for every starter', () => {
    for (const starter of STARTERS) {
      const file = packed(flowsOf(starter))
      const { flows } = unpackBot(file, target())
      expect(packed(flows).flows).toEqual(file.flows)
      expect(file.flows.map(({ flow }) => flow)).toEqual(flowsOf(starter).map(({ flow }) => flow))
    }
  })

  it('26: is the same bot, for a fresh step of every block', () => {
    const steps = BLOCKS.flatMap(({ palette }) =>
      palette.map(({ id, fresh }) => [id.replace(':', '-'), fresh()] as const),
    )
    const flow = Flow.parse({ start: 'say', steps: Object.fromEntries(steps) })
    expect(unpackBot(packed([named('Main', flow)]), target()).flows[0]?.flow).toEqual(flow)
  })

  it('calls the flows that came with it, under their new ids', () => {
    const [main, sub] = [named('Main', calling('f-prices'), 'f-main'), named('Prices', calling('f-main'), 'f-prices')]
    const file = packed([main, { ...sub, isMain: false }])
    expect(file.flows.map(({ key }) => key)).toEqual(['main', 'prices'])
    expect(callOf(file.flows[0]?.flow)).toBe('prices')
    const { flows, report } = unpackBot(file, target())
    expect(report).toEqual([])
    expect(flows.map(({ id }) => id)).toEqual(['new-1', 'new-2'])
    expect(flows.map(({ flow }) => callOf(flow))).toEqual(['new-2', 'new-1'])
    expect(packed(flows).flows).toEqual(file.flows)
  })
})

describe('what does not travel', () => {
  it('17: literal keys, cookies, passwords and tokens, wherever they stand', () => {
    const step = http({
      url: 'https://olga:pass9word@api.test/v1?api_key=k123456&token={{token}}&page=2',
      headers: [
        { name: 'Authorization', value: 'Bearer sk_live_abcdef123456' },
        { name: 'X-Api-Key', value: '{{secret.API}}' },
        { name: 'Cookie', value: 'sid=1' },
        { name: 'Accept', value: 'application/json' },
      ],
      body: { kind: 'json', text: '{"password": "pass9word", "name": "{{name}}", "token": "{{secret.T}}"}' },
    })
    const { package: file, report } = packBot(source([named('Main', flowOf(step))]), NOTHING_SECRET)
    expect(JSON.stringify(file)).not.toMatch(/sk_live|k123456|pass9word|sid=1/)
    expect(file.flows[0]?.flow.steps.a).toMatchObject({
      url: 'https://api.test/v1?api_key=&token={{token}}&page=2',
      headers: [{ value: '' }, { value: '{{secret.API}}' }, { value: '' }, { value: 'application/json' }],
      body: { text: '{"password": "", "name": "{{name}}", "token": "{{secret.T}}"}' },
    })
    expect(file.needs.secrets).toEqual(['API', 'T'])
    expect(report.map(({ what }) => what)).toEqual(Array(5).fill('secret'))
  })

  it('17: addresses that let in who knows them, and keys by their form', () => {
    const texts = [
      'https://hooks.slack.com/services/T000/B000/XXXXyyyy',
      'https://switchboard.test/in/hooks/0198c0de00007000/abcDEF123',
      'ghp_abcdefghijklmnopqrstuvwxyz0123456789',
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.sig-nature_here',
    ]
    for (const text of texts) {
      const { package: file } = packBot(source([named('Main', flowOf(say(`Look: ${text}`)))]), NOTHING_SECRET)
      expect(JSON.stringify(file)).not.toContain(text.slice(-12))
    }
  })

  it('17: members, by id and by address, also in notes', () => {
    const assign: Step = { block: 'assign', to: { memberId: 'm-olga' }, next: 'b' }
    const notify: Step = { block: 'notify', to: { memberIds: ['m-olga'] }, text: 'Ask olga@acme.test', next: 'c' }
    const mail: Step = { block: 'mail', to: 'Olga@Acme.test', subject: 'Hi', text: 'to help@acme.test' }
    const note = { id: 'n', text: 'olga@acme.test knows', at: { x: 0, y: 0 }, width: 100, height: 100 }
    const flow: Flow = { start: 'a', steps: { a: assign, b: notify, c: mail }, notes: [note] }
    const { package: file, report } = packBot(source([named('Main', flow)]), { emails: ['olga@acme.test'] })
    expect(JSON.stringify(file).toLowerCase()).not.toMatch(/m-olga|olga@/)
    expect(file.flows[0]?.flow.steps).toMatchObject({
      a: { to: 'in-turn' },
      b: { to: 'owners' },
      c: { text: 'to help@acme.test' },
    })
    expect(file.needs.members).toBe(2)
    expect(report.length).toBe(5)
  })

  it('files of the workspace, but for who takes them back there', () => {
    const url = `https://switchboard.test/files/${HERE}/k3y/menu.png`
    const flow = flowOf({ block: 'image', url })
    expect(JSON.stringify(packBot(source([named('Main', flow)]), { emails: [] }).package.flows)).not.toContain(HERE)
    const { package: kept } = packBot(source([named('Main', flow)]), NOTHING_SECRET)
    expect(kept.needs.files).toEqual(['menu.png'])
    expect(unpackBot(kept, target()).flows[0]?.flow).toEqual(flow)
  })

  it('the value of a field that is a key', () => {
    const fields = [field('api_key', 'k123'), field('greeting', 'Hello')]
    const { package: file } = packBot({ ...source([named('Main', flowOf(say('Hi')))]), fields }, NOTHING_SECRET)
    expect(file.fields.map(({ value }) => value)).toEqual(['', 'Hello'])
  })
})

describe('a hostile package', () => {
  it('16: loses what it names of another workspace, and says so', () => {
    const steps: Flow['steps'] = {
      a: { block: 'call-flow', flow: OTHER, inputs: [], save: [], next: 'b' },
      b: { block: 'assign', to: { memberId: OTHER }, next: 'c' },
      c: { block: 'notify', to: { memberIds: [OTHER, 'm-here'] }, text: 'Hi', next: 'd' },
      d: { block: 'image', url: `https://switchboard.test/files/${OTHER}/k3y/menu.png`, next: 'e' },
      e: { block: 'jump', flow: 'main' },
    }
    const file = BotPackage.parse({
      ...packed([named('Main', flowOf(say('Hi')))]),
      flows: [{ ...main, flow: { start: 'a', steps } }],
    })
    const { flows, report } = unpackBot(file, target())
    expect(JSON.stringify(flows)).not.toContain(OTHER)
    expect(flows[0]?.flow.steps).toMatchObject({
      a: { flow: '' },
      b: { to: 'in-turn' },
      c: { to: { memberIds: ['m-here'] } },
      d: { url: '' },
      e: { flow: 'new-1' },
    })
    expect(report.map(({ what }) => what).sort()).toEqual(['file', 'flow', 'member', 'member'])
  })

  it('is refused where it is not of this form', () => {
    const file = packed([named('Main', flowOf(say('Hi')))])
    const [flow] = file.flows
    const wrong = [
      { ...file, format: 'switchboard/2' },
      { ...file, flows: [] },
      { ...file, flows: [flow, flow] },
      { ...file, flows: [{ ...flow, key: '__proto__' }] },
      { ...file, workspaceId: OTHER },
      { ...file, bot: { ...file.bot, publicKey: 'x' } },
      { ...file, fields: [{ ...field('x', ''), value: { secret: 1 } }] },
    ]
    for (const each of wrong) expect(BotPackage.safeParse(each).success).toBe(false)
  })

  it('cannot reach a prototype', () => {
    const text = JSON.stringify(packed([named('Main', flowOf(say('Hi')))])).replace(
      '"steps":{',
      '"steps":{"__proto__":{"block":"end"},',
    )
    const read = BotPackage.safeParse(JSON.parse(text))
    expect(read.success ? Object.hasOwn(read.data.flows[0]?.flow.steps ?? {}, '__proto__') : false).toBe(false)
    expect(Reflect.get({}, 'block')).toBeUndefined()
  })
})

it('says what must be connected', () => {
  const steps: Flow['steps'] = {
    a: { block: 'integration', integration: 'stripe', action: 'charge', input: {}, save: [], next: 'b' },
    b: { block: 'code', source: 'return 1', input: [], save: [], next: 'c' },
    c: say('{{secret.SHOP}}'),
  }
  const file = packed([named('Main', { start: 'a', steps })])
  expect(file.needs.integrations).toEqual(['stripe'])
  expect(unpackBot(file, target()).report.map(({ what }) => what)).toEqual(['integration', 'secret', 'code'])
  const there = { ...target(), integrations: ['stripe'], secrets: ['SHOP'], isCodeAllowed: true }
  expect(unpackBot(file, there).report).toEqual([])
})

it('gives fields other names wherever they are filled, read or compared', () => {
  const steps: Flow['steps'] = {
    a: {
      block: 'ask',
      text: 'Plan, {{plan | upper}}? {{planet}}',
      kind: 'text',
      field: 'plan',
      maxTries: 3,
      next: 'b',
    },
    b: {
      block: 'decide',
      when: { match: 'all', rules: [{ name: 'plan', operator: 'is', value: '{{user.plan}}' }] },
      next: 'c',
    },
    c: { block: 'compute', field: 'price', formula: 'if(plan == "plan", bot.rate, plan_b)' },
  }
  const names = new Map([
    ['plan', 'tariff'],
    ['bot.rate', 'bot.price'],
  ])
  expect(renameFields({ start: 'a', steps }, names).steps).toMatchObject({
    a: { text: 'Plan, {{tariff | upper}}? {{planet}}', field: 'tariff' },
    b: { when: { rules: [{ name: 'tariff', value: '{{tariff}}' }] } },
    c: { formula: 'if(tariff == "plan", bot.price, plan_b)' },
  })
})

const main = { key: 'main', name: 'Main', isMain: true }

function packed(flows: NamedFlow[]): BotPackage {
  const { package: file, report } = packBot(source(flows), NOTHING_SECRET)
  expect(report).toEqual([])
  return BotPackage.parse(JSON.parse(JSON.stringify(file)))
}

function source(flows: NamedFlow[]) {
  return { name: 'Hal', theme: DEFAULT_FLOW_THEME, flows, fields: [] }
}

function named(name: string, flow: Flow, id = 'f-main'): NamedFlow {
  return { id, name, isMain: name === 'Main', flow }
}

function target(): Target {
  let count = 0
  return {
    workspaceId: HERE,
    members: ['m-here'],
    integrations: [],
    secrets: [],
    isCodeAllowed: false,
    newId: () => `new-${++count}`,
  }
}

function flowOf(step: Step): Flow {
  return { start: 'a', steps: { a: step } }
}

function say(text: string): Step {
  return { block: 'say', text }
}

function calling(flow: string): Flow {
  return flowOf({ block: 'call-flow', flow, inputs: [], save: [] })
}

function callOf(flow: Flow | undefined): string | undefined {
  const step = flow?.steps.a
  return step?.block === 'call-flow' ? step.flow : undefined
}

function http(parts: object): Step {
  return {
    block: 'http',
    method: 'POST',
    url: '',
    headers: [],
    body: { kind: 'none' },
    timeoutSeconds: 10,
    retries: 0,
    save: [],
    ...parts,
  }
}

function field(name: string, value: string) {
  return { scope: 'bot' as const, name, kind: 'text' as const, description: '', value }
}

import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runCode, stopSandbox } from './run-code.ts'

/** The children of this process that are sandboxes; those alone. */
function sandboxChildren(): string[] {
  const all = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ')
  return all.filter(
    (pid) => pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(join('sandbox', 'program.ts')),
  )
}

function isRunning(pid: string): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

const ROOT = join(import.meta.dirname, '..', '..')

afterAll(stopSandbox)

describe('code', () => {
  it('gets its input and gives what it returns', async () => {
    const source =
      'const [first] = input.items\nreturn { total: await Promise.resolve(first.price * 2), none: undefined }'
    expect(await runCode(source, { items: [{ price: 21 }] })).toEqual({ ok: true, value: { total: 42 }, logs: [] })
    expect(await runCode('', null)).toEqual({ ok: true, value: null, logs: [] })
  })

  it('writes lines to the log, not too many and not too long', async () => {
    const source = `console.log('a', 1, { b: [2] }); for (let i = 0; i < 1000; i++) console.warn('x'.repeat(5000))`
    const { logs } = await runCode(source, null)
    expect([logs[0], logs[1]?.length, logs.length]).toEqual(['a 1 {"b":[2]}', 500, 50])
  })

  it('keeps its log when it fails, and tells the line of the fault', async () => {
    expect(await runCode('console.log("here")\nthere()', null)).toEqual({
      ok: false,
      reason: 'failed',
      message: "ReferenceError: 'there' is not defined (line 2)",
      logs: ['here'],
    })
    expect(await runCode('const a = 1\n}{', null)).toMatchObject({
      ok: false,
      message: expect.stringContaining('line 2'),
    })
  })

  it('leaves nothing behind for the next', async () => {
    await runCode('globalThis.left = 1; Array.prototype.left = 1; JSON.parse = null; return 1', null)
    expect(await runCode('return [typeof left, [].left ?? null, typeof JSON.parse]', null)).toMatchObject({
      value: ['undefined', null, 'function'],
    })
  })

  it('cannot change how it is read', async () => {
    const source = `JSON.stringify = () => '"forged"'; Promise.prototype.then = null; String.prototype.slice = null; return { real: 1 }`
    expect(await runCode(source, null)).toMatchObject({ ok: true, value: { real: 1 } })
  })
})

/** Each looks for a way out and returns what it found; nothing of the host may be among it. */
const ESCAPES = {
  'the constructor of a constructor': `return this === undefined && [].constructor.constructor('return typeof process + typeof require')()`,
  'the constructor of console': `return console.log.constructor('return typeof process')()`,
  'the caller of the log': `try { return typeof console.log.caller?.constructor('return process')() } catch { return 'undefined' }`,
  'the stack of an error': `Error.prepareStackTrace = (_, frames) => frames; const { stack } = new Error(); return typeof stack?.[0]?.getThis`,
  'a proxy around what is returned': `return new Proxy({}, { get: (_, key) => typeof process, ownKeys: () => ['a'], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) })`,
  'a getter': `return { get a() { return typeof process } }`,
  toJSON: `return { toJSON: () => typeof process + typeof require }`,
  'an async function': `return (async () => {}).constructor('return typeof process')()`,
  'a generator': `return (function* () {}).constructor('yield typeof process')().next().value`,
  'a promise that is no promise': `return { then: (done) => done(typeof process) }`,
  symbols: `return { [Symbol.toPrimitive]: () => process, a: typeof process }`,
  eval: `return (0, eval)('typeof process + typeof require')`,
  'the brackets around it': `return 1 }), typeof process, (async function () { return typeof process`,
}

describe('attack 94: code that wants out', () => {
  it.each(Object.entries(ESCAPES))('finds nothing by %s', async (_, source) => {
    const result = await runCode(source, null)
    expect(JSON.stringify(result)).not.toMatch(/object|function|\[native/)
  })

  it('has no host', async () => {
    const names = [
      'process',
      'require',
      'module',
      'fetch',
      'XMLHttpRequest',
      'WebAssembly',
      'Buffer',
      'setTimeout',
      'Deno',
    ]
    const more = ['std', 'os', 'Worker', 'navigator', 'importScripts', 'WebSocket', 'document', 'global']
    const source = `return ${JSON.stringify([...names, ...more])}.filter((name) => name in globalThis)`
    expect(await runCode(source, null)).toMatchObject({ ok: true, value: [] })
  })

  it.each(['node:fs', 'fs', 'std', 'os', './program.ts', 'data:text/javascript,export default 1'])(
    'cannot import %s',
    async (name) => {
      expect(await runCode(`return await import(${JSON.stringify(name)})`, null)).toMatchObject({ ok: false })
    },
  )

  it('cannot import by a statement', async () => {
    expect(await runCode(`import fs from 'node:fs'`, null)).toMatchObject({ ok: false, reason: 'failed' })
  })

  it('gives keys that reach no prototype', async () => {
    const source = `return JSON.parse('{"__proto__":{"polluted":1},"a":{"constructor":{"prototype":{"polluted":1}},"b":2}}')`
    const result = await runCode(source, null)
    expect(result).toEqual({ ok: true, value: { a: { b: 2 } }, logs: [] })
    expect(Object.keys(result.ok ? Object(result.value) : {})).toEqual(['a'])
    expect('polluted' in {}).toBe(false)
  })
})

const ENDLESS = {
  'an endless loop': 'while (true);',
  'a loop that catches': 'for (;;) { try { for (;;); } catch {} }',
  'endless promises': 'for (;;) await 0',
  'a comparison that never ends': 'Array(1e4).fill(0).map(Math.random).sort(() => { for (;;); })',
  'a regular expression bomb': `return /^(a+)+$/.test('a'.repeat(40) + '!')`,
}

const GREEDY = {
  'a text that doubles': `let text = 'x'; for (;;) text += text`,
  'many texts': `const all = []; for (;;) all.push('x'.repeat(100000) + all.length)`,
  'many lists': 'const all = []; for (;;) all.push([1, 2, 3])',
  'a padded text': `return 'x'.padEnd(2 ** 29, 'y').length`,
  'a large buffer': 'return new Uint8Array(2 ** 30).length',
  'large numbers': 'let a = 3n; for (;;) a *= a',
  recursion: 'const deeper = () => deeper() + 1; return deeper()',
  'recursive JSON': 'let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return a',
  'recursive regular expressions': `return new RegExp('('.repeat(100000) + ')'.repeat(100000)).test('')`,
  'too much log': `for (;;) console.log('x'.repeat(1e6))`,
}

describe('attack 94: code that takes too much', () => {
  const ended = async (source: string) => {
    const since = performance.now()
    const result = await runCode(source, null)
    return { result, ms: performance.now() - since }
  }

  it.each(Object.entries(ENDLESS))('ends: %s', async (_, source) => {
    const { result, ms } = await ended(source)
    expect(result).toMatchObject({ ok: false, reason: 'timeout' })
    expect(ms).toBeLessThan(4000)
  })

  it.each(Object.entries(GREEDY))('ends: %s', async (_, source) => {
    const { result, ms } = await ended(source)
    expect(result).toMatchObject({ ok: false })
    expect(ms).toBeLessThan(4000)
    expect(await runCode('return 1', null)).toMatchObject({ ok: true, value: 1 })
  })

  it('is told when it returns too much, or is given too much', async () => {
    expect(await runCode(`return 'x'.repeat(64000)`, null)).toMatchObject({ reason: 'too-large' })
    expect(await runCode(`return 'ü'.repeat(40000)`, null)).toMatchObject({ reason: 'too-large' })
    expect(await runCode(`return 'x'.repeat(60000)`, null)).toMatchObject({ ok: true })
    expect(await runCode('return 1', 'x'.repeat(300_000))).toMatchObject({ reason: 'too-large' })
  })

  it('fifty at once of one workspace do not stop another', async () => {
    const greedy = Array.from({ length: 50 }, () => runCode('for (;;);', null, { key: 'acme', timeMs: 60 }))
    const since = performance.now()
    expect(await runCode('return 1', null, { key: 'globex' })).toMatchObject({ ok: true })
    const globexMs = performance.now() - since
    const results = await Promise.all(greedy)
    expect(results.every((result) => !result.ok && result.reason === 'timeout')).toBe(true)
    expect(globexMs).toBeLessThan((performance.now() - since) / 3)
  }, 60_000)

  it('more than fifty-two at once of one workspace are refused', async () => {
    const many = Array.from({ length: 60 }, () => runCode('return 1', null, { key: 'acme' }))
    const refused = (await Promise.all(many)).filter((result) => !result.ok)
    expect(refused).toHaveLength(8)
    expect(refused[0]).toMatchObject({ reason: 'failed', message: expect.stringContaining('wait') })
  })
})

describe('the children', () => {
  it('run wherever the checkout lies, and do not keep the server alive', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'sandbox-')), 'a folder, with=signs')
    mkdirSync(join(folder, 'server'), { recursive: true })
    for (const part of ['shared', 'server/sandbox', 'server/log.ts', 'package.json'])
      cpSync(join(ROOT, part), join(folder, part), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
    const script = `import { runCode } from ${JSON.stringify(join(folder, 'server/sandbox/run-code.ts'))}
      process.stdout.write(JSON.stringify(await runCode('return input + 1', 1)))`
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: '/', timeout: 15_000 })
    rmSync(folder, { recursive: true })
    expect(said.toString()).toContain('{"ok":true,"value":2,"logs":[]}')
  })

  it.runIf(existsSync('/proc/self/task'))('end with the server, even when it is killed', async () => {
    const script = `import { runCode } from ${JSON.stringify(join(import.meta.dirname, 'run-code.ts'))}
      await runCode('return 1', 1); setInterval(() => {}, 1000); process.stdout.write('up')`
    const server = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    await once(server.stdout, 'data')
    const children = readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8').trim().split(' ')
    expect(children).toHaveLength(1)
    server.kill('SIGKILL')
    await expect.poll(() => children.filter(isRunning), { timeout: 5000 }).toEqual([])
  })

  it.runIf(existsSync('/proc/self/task'))('that died while nobody needed them are replaced', async () => {
    await runCode('return 1', null)
    for (const pid of sandboxChildren()) process.kill(Number(pid), 'SIGKILL')
    await expect.poll(sandboxChildren, { timeout: 5000 }).toEqual([])
    expect(await runCode('return 1', null)).toMatchObject({ ok: true })
  })

  it('start again after they were stopped', async () => {
    await stopSandbox()
    expect(await runCode('return 1', null)).toMatchObject({ ok: true })
  })
})

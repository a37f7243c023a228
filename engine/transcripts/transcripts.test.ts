/** Every chat in this folder comes out line by line as it is written. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ASKS } from '../asks/asks.ts'
import { BLOCKS } from '../blocks/blocks.ts'
import { compile, Flow } from '../flow.ts'
import { type Library, libraryOf } from '../library.ts'
import { botFieldsOf, STARTERS, type Starter } from '../starters.ts'
import { readTranscript, replay, type Transcript } from './chat.ts'
import { FLOWS } from './flows.ts'
import type { Scripted } from './scripted.ts'

const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.txt'))
const transcripts = files.map((file) => ({
  file,
  ...begunAsStarter(readTranscript(readFileSync(`${import.meta.dirname}/${file}`, 'utf8'))),
}))

describe('a chat', () => {
  it.each(transcripts)('$file: $title', (transcript) => {
    expect(replay(transcript, libraryNamed(transcript.flow))).toEqual(transcript.chat)
  })

  it('is written for every block', () => {
    const used = transcripts.flatMap(({ flow }) => flowsNamed(flow).flatMap(({ steps }) => Object.values(steps)))
    expect(new Set(used.map((step) => step.block))).toEqual(new Set(BLOCKS.map((block) => block.name)))
  })

  it('is written for every kind of answer', () => {
    const used = transcripts.flatMap(({ flow }) => flowsNamed(flow).flatMap(({ steps }) => Object.values(steps)))
    const asked = used.flatMap((step) => (step.block === 'ask' ? [step.kind] : []))
    expect(new Set(asked)).toEqual(new Set(ASKS.map(({ kind }) => kind)))
  })

  it('is written for every starter and every flow of the folder', () => {
    const flows = [...STARTERS.map((starter) => starter.id), ...Object.keys(FLOWS)]
    expect(new Set(transcripts.map(({ flow }) => flow))).toEqual(new Set(flows))
  })
})

/** A bot of a starter has its fields filled from the first day; the header may fill them otherwise. */
function begunAsStarter(transcript: Transcript): Transcript {
  const starter = STARTERS.find(({ id }) => id === transcript.flow)
  const fields = Object.entries(starter ? botFieldsOf(starter) : {})
  const lines = fields.map(([name, value]) => `field: bot.${name} = ${JSON.stringify(value)}`)
  return { ...transcript, header: [...lines, ...transcript.header] }
}

function scriptNamed(name: string): Scripted {
  const starter = STARTERS.find((each) => each.id === name)
  const script = starter ? scriptOf(starter) : FLOWS[name]
  if (!script) throw new Error(`there is no flow ${name}`)
  return script
}

function scriptOf({ flow, others = [] }: Starter): Scripted {
  return { main: flow, others: Object.fromEntries(others.map(({ key, flow }) => [key, flow])) }
}

function flowsNamed(name: string): Flow[] {
  const { main, others = {} } = scriptNamed(name)
  return [main, ...Object.values(others)].map((flow) => Flow.parse(flow))
}

function libraryNamed(name: string): Library {
  const { main, others = {} } = scriptNamed(name)
  const ready = (flow: Flow, id: string) => compile(Flow.parse(flow), { id, version: `${id}-1` })
  return libraryOf(
    ready(main, 'main'),
    Object.entries(others).map(([id, flow]) => ready(flow, id)),
  )
}

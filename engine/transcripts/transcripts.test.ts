/** Every chat in this folder comes out line by line as it is written. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { BLOCKS } from '../blocks/blocks.ts'
import { compile, Flow } from '../flow.ts'
import { STARTERS } from '../starters.ts'
import { readTranscript, replay } from './chat.ts'
import { FLOWS } from './flows.ts'

const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.txt'))
const transcripts = files.map((file) => ({
  file,
  ...readTranscript(readFileSync(`${import.meta.dirname}/${file}`, 'utf8')),
}))

describe('a chat', () => {
  it.each(transcripts)('$file: $title', (transcript) => {
    expect(replay(transcript, compile(flowNamed(transcript.flow)))).toEqual(transcript.chat)
  })

  it('is written for every block', () => {
    const used = transcripts.flatMap(({ flow }) => Object.values(flowNamed(flow).steps).map((step) => step.block))
    expect(new Set(used)).toEqual(new Set(BLOCKS.map((block) => block.name)))
  })

  it('is written for every starter and every flow of the folder', () => {
    const flows = [...STARTERS.map((starter) => starter.id), ...Object.keys(FLOWS)]
    expect(new Set(transcripts.map(({ flow }) => flow))).toEqual(new Set(flows))
  })
})

function flowNamed(name: string): Flow {
  return Flow.parse(STARTERS.find((starter) => starter.id === name)?.flow ?? FLOWS[name])
}

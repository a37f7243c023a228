/** The blocks a flow is built of: a new block is a file beside this one, and a line in the list. */
import { z } from 'zod'
import type { Block } from '../block.ts'
import { ask } from './ask.ts'
import { decide } from './decide.ts'
import { end } from './end.ts'
import { handOver } from './hand-over.ts'
import { say } from './say.ts'
import { set } from './set.ts'

export const BLOCKS = [say, ask, decide, set, handOver, end] as const

const [first, ...others] = BLOCKS

export type Step = z.output<typeof Step>
export const Step = z.discriminatedUnion('block', [first.schema, ...others.map((block) => block.schema)])

export type AnyBlock = Block<z.ZodType<Step>>

export function blockOf(step: Step): AnyBlock {
  const block = BY_NAME.get(step.block)
  if (!block) throw new Error(`No block is named ${step.block}`)
  return block
}

const BY_NAME = new Map<string, AnyBlock>(BLOCKS.map((block): [string, AnyBlock] => [block.name, block]))

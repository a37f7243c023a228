/** The blocks a flow is built of: a new block is a file beside this one, and a line in the list. */
import { z } from 'zod'
import type { Block } from '../block.ts'
import { ai } from './ai.ts'
import { ask } from './ask.ts'
import { assign } from './assign.ts'
import { audio } from './audio.ts'
import { buttons } from './buttons.ts'
import { callFlow } from './call-flow.ts'
import { card } from './card.ts'
import { carousel } from './carousel.ts'
import { code } from './code.ts'
import { compute } from './compute.ts'
import { conversation } from './conversation.ts'
import { decide } from './decide.ts'
import { end } from './end.ts'
import { file } from './file.ts'
import { handOver } from './hand-over.ts'
import { hours } from './hours.ts'
import { http } from './http.ts'
import { image } from './image.ts'
import { integration } from './integration.ts'
import { jump } from './jump.ts'
import { list } from './list.ts'
import { location } from './location.ts'
import { mail } from './mail.ts'
import { notify } from './notify.ts'
import { quickReplies } from './quick-replies.ts'
import { returnBlock } from './return.ts'
import { say } from './say.ts'
import { set } from './set.ts'
import { split } from './split.ts'
import { subscribe } from './subscribe.ts'
import { switchBlock } from './switch.ts'
import { tag } from './tag.ts'
import { templateBlock } from './template.ts'
import { track } from './track.ts'
import { typing } from './typing.ts'
import { video } from './video.ts'
import { wait } from './wait.ts'

export const BLOCKS = [
  say,
  image,
  video,
  audio,
  file,
  location,
  card,
  carousel,
  list,
  buttons,
  quickReplies,
  templateBlock,
  typing,
  ask,
  decide,
  switchBlock,
  split,
  hours,
  set,
  compute,
  tag,
  subscribe,
  assign,
  conversation,
  handOver,
  notify,
  track,
  mail,
  http,
  integration,
  code,
  ai,
  jump,
  callFlow,
  returnBlock,
  wait,
  end,
] as const

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

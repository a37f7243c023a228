/** What a block is: a schema with the words of its form, the ways out of it, and what it does in a turn. */
import type { z } from 'zod'
import type { Value } from '../shared/fields.ts'
import { plainText, TEXT_LIMIT } from '../shared/messages.ts'
import type { CallOutcome } from './call.ts'
import { StepId } from './step-id.ts'
import type { Turn } from './turn.ts'

export { FieldName } from '../shared/fields.ts'
export { StepId, slug } from './step-id.ts'

/** Where a block stands in the palette. */
export const CATEGORIES = ['say', 'ask', 'decide', 'do', 'reach', 'move'] as const
export type Category = (typeof CATEGORIES)[number]

export interface Block<Schema extends z.ZodType<{ block: string }>> {
  name: z.output<Schema>['block']
  category: Category
  /** carries the block's words: `label`, `description` and `control` in the meta of itself and of its parts */
  schema: Schema
  /** whether a turn always stops here, for the person's answer or for an answer from outside */
  waits: boolean | ((step: z.output<Schema>) => boolean)
  /** what the palette offers, each with a fresh step of it; the first is the block itself */
  palette: ReadonlyArray<PaletteItem<z.output<Schema>>>
  /** every way out, connected or not */
  edges(step: z.output<Schema>): Edge[]
  /** the step with this way out leading elsewhere; an unknown handle changes nothing */
  connect(step: z.output<Schema>, handle: string, to: string | undefined): z.output<Schema>
  /** every text that may hold {{variables}} */
  texts(step: z.output<Schema>): string[]
  /** the fields it fills: `name`, or `bot.name` */
  fields(step: z.output<Schema>): string[]
  /** the flows it calls */
  flows(step: z.output<Schema>): string[]
  /** the step in one line, for the canvas and the outline; plain text */
  gist(step: z.output<Schema>): string
  /** what only this block can find wrong with its step */
  check(step: z.output<Schema>): Fault[]
  /** does once what would be the same in every turn */
  ready(step: z.output<Schema>, links: Links): Runnable
}

export interface PaletteItem<Step> {
  /** unique over all blocks: `say`, `ask:email` */
  id: string
  label: string
  description: string
  /** a name of the Tabler icons, in kebab case */
  icon: string
  /** a fresh step, as a person first sees it */
  fresh(): Step
}

/** Where a step stands in the flow that is made ready. */
export interface Links {
  flowId: string
  stepId: string
  /** the way to a step; none ends the flow */
  moveTo(stepId: string | undefined): Move
}

/** What a step does. Without `answer` a person's words are remembered as the last input, and it goes on waiting. */
export interface Runnable {
  enter(turn: Turn): Move
  /** the person did something while it waits: `turn.event` */
  answer?(turn: Turn): Move
  /** what it called came back */
  result?(turn: Turn, outcome: CallOutcome): Move
  /** its timer is over */
  timeout?(turn: Turn): Move
  /** the flow it called returned */
  returned?(turn: Turn, outputs: Readonly<Record<string, Value>>): Move
  /** a member gave the chat back */
  givenBack?(turn: Turn): Move
  /** a tap on a button that stays, at any later time; undefined where there is no such button any more */
  tap?(turn: Turn, choiceId: string): Move | undefined
}

/**
 * Where a turn goes after a step. `end` is the end of this flow, which goes back to the one that called it; `stop` ends
 * all; `handed-over` leaves the chat to a member.
 */
export type Move = Place | 'wait' | 'end' | 'stop' | 'handed-over' | Into

/** Into another flow: called, to come back to this step with its outputs, or left for good. */
export interface Into {
  flow: string
  inputs: Readonly<Record<string, Value>>
  isCall: boolean
}

/** A place in a flow, with what stands there; nothing does where a way leads to nowhere. */
export interface Place {
  stepId: string
  runnable: Runnable | undefined
}

export interface Edge {
  handle: string
  label: string
  to: string | undefined
}

export interface Fault {
  severity: 'error' | 'warning'
  code: string
  message: string
  /** the part of the step it is about, such as `text` or `choices/0/label` */
  part?: string
}

export const Text = plainText(TEXT_LIMIT)

/** What every step may have beside its own: a name that people gave it. */
export const titled = { title: plainText(60).optional().meta({ label: 'Name of the step', control: 'title' }) }

/** The way out of a step; none ends the flow. */
export function way(label: string) {
  return StepId.optional().meta({ label, control: 'step' })
}

/** `connect` of a block whose ways are parts of the step itself. */
export function connectPart<Step extends object>(step: Step, handle: string, to: string | undefined): Step {
  return { ...step, [handle]: to }
}

export function emptyText(text: string, part = 'text'): Fault[] {
  if (text.trim() !== '') return []
  return [{ severity: 'error', code: 'empty-text', message: 'Write what the bot should say here.', part }]
}

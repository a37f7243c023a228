/** What a block is: a schema with the words of its form, the ways out of it, and what it does in a turn. */
import { z } from 'zod'
import { plainText, TEXT_LIMIT } from '../shared/messages.ts'
import type { Turn } from './turn.ts'

export interface Block<Schema extends z.ZodType<{ block: string }>> {
  name: z.output<Schema>['block']
  /** carries the block's words: `label`, `description` and `control` in the meta of itself and of its parts */
  schema: Schema
  /** whether a turn always stops here for the person's answer */
  waits: boolean
  /** every way out, connected or not */
  edges(step: z.output<Schema>): Edge[]
  /** every text that may hold {{variables}} */
  texts(step: z.output<Schema>): string[]
  /** what only this block can find wrong with its step */
  check(step: z.output<Schema>): Fault[]
  /** does once what would be the same in every turn */
  ready(step: z.output<Schema>, links: Links): Runnable
}

/** Where a step stands in the flow that is made ready. */
export interface Links {
  stepId: string
  /** the way to a step; none ends the flow */
  moveTo(stepId: string | undefined): Move
}

export interface Runnable {
  enter(turn: Turn): Move
  answer?(turn: Turn): Move
}

/** Where a turn goes after a step. */
export type Move = Place | 'wait' | 'end' | 'handed-over'

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
}

export const StepId = slug(40)
export const FieldName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'A field name has up to 40 small letters, digits and _, and starts with a letter')
export const Text = plainText(TEXT_LIMIT)

/** The way out of a step; none ends the flow. */
export function way(label: string) {
  return StepId.optional().meta({ label, control: 'step' })
}

export function slug(limit: number) {
  return z
    .string()
    .max(limit)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Only small letters, digits and single hyphens')
}

export function emptyText(text: string): Fault[] {
  if (text.trim() !== '') return []
  return [{ severity: 'error', code: 'empty-text', message: 'Write what the bot should say here.' }]
}

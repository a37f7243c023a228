/** How a block of Typebot is carried over: what it is told, and what it makes. */
import { slugOf } from './pack.ts'

/** A step before its ways are known: those that are left open go on to what comes after the block. */
export type Made = Record<string, unknown> & { block: string }

/** What carries one block over can ask. */
export interface Around {
  /** our field of a variable */
  field(variableId: string | null | undefined): string | undefined
  /** a text with our names, cut to so many characters */
  text(text: string, limit?: number): string
  /** the step that an edge leads to; undefined leads on */
  way(edgeId: string | null | undefined): string | undefined
  /** the step with which a group, or a block of it, begins */
  place(groupId: string | null | undefined, blockId?: string | null): string | undefined
  /** the bubble before an input is its question */
  question(): string | undefined
  /** every variable by our name */
  fields(): string[]
  tell(message: string): void
}

/** The steps in their order; none where nothing is left of the block. */
export type Carry = (block: object, to: Around) => Made[]

/** A slug of at most so many characters. */
export function cut(text: string, limit: number): string {
  return slugOf(text).slice(0, limit).replace(/-+$/, '')
}

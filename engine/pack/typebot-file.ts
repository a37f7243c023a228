/** The export file of Typebot, as far as it is read: version 6, whose groups hold blocks and whose edges lead from blocks to groups. */
import { z } from 'zod'

const Id = z.string().max(100)
const Words = z.string().max(200_000)

export type Block = z.output<typeof Block>
/** Each kind of block is read further by what carries it over. */
export const Block = z.looseObject({ id: Id, type: z.string().max(100), outgoingEdgeId: Id.nullish() })

const Group = z.looseObject({
  id: Id,
  title: Words.default(''),
  graphCoordinates: z.looseObject({ x: z.number(), y: z.number() }).nullish(),
  blocks: z.array(Block).max(1000),
})
export type Group = z.output<typeof Group>

const Edge = z.looseObject({
  id: Id,
  from: z.looseObject({ blockId: Id.nullish(), itemId: Id.nullish(), eventId: Id.nullish() }).nullish(),
  to: z.looseObject({ groupId: Id, blockId: Id.nullish() }),
})
export type Edge = z.output<typeof Edge>

const Variable = z.looseObject({ id: Id, name: Words })
export type Variable = z.output<typeof Variable>

export type TypebotFile = z.output<typeof TypebotFile>
export const TypebotFile = z.looseObject({
  version: z.enum(['6', '6.1']),
  name: Words.default('Typebot'),
  groups: z.array(Group).max(2000),
  events: z.array(z.looseObject({ id: Id, type: z.string(), outgoingEdgeId: Id.nullish() })).max(100),
  edges: z.array(Edge).max(20_000),
  variables: z.array(Variable).max(2000),
})

/** What a file says it is, before it is read. */
export const Versioned = z.looseObject({
  version: z.union([z.string(), z.number()]).nullish(),
  groups: z.array(z.unknown()),
})

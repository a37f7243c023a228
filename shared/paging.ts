/** Lists come in pages: ask with a limit and a cursor, get rows and the next cursor. */
import { z } from 'zod'

export const Paging = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(500).optional(),
})
export type Paging = z.output<typeof Paging>

/** One page of rows of this schema. */
export const pageOf = <S extends z.ZodType>(row: S) =>
  z.object({ data: z.array(row), nextCursor: z.string().nullable(), hasMore: z.boolean() })

export interface Page<T> {
  data: T[]
  nextCursor: string | null
  hasMore: boolean
}

/** What the versions and the fields of a bot keep in their URLs. */
import { z } from 'zod'

const Id = z.string().max(40)

export const VersionsSearch = z.object({
  /** the flow; the main one where it is not said */
  flow: Id.optional().catch(undefined),
  /** the version that is looked at, or the draft */
  version: Id.optional().catch(undefined),
  /** what it is held against: a version, the draft, or what was before it where it is not said */
  against: Id.optional().catch(undefined),
  view: z.enum(['list', 'canvas']).optional().catch(undefined),
})
export type VersionsSearch = z.output<typeof VersionsSearch>

export const FieldsSearch = z.object({
  /** the dialog that adds a field is open */
  add: z.enum(['user', 'bot']).optional().catch(undefined),
})

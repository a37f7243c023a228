/** The small flows which the transcripts run, at least one for each block and each trap. */
import { ASKING } from './flows-asking.ts'
import { CORE } from './flows-core.ts'
import { DOING } from './flows-doing.ts'
import { SAYING } from './flows-saying.ts'
import type { Scripted } from './scripted.ts'

export const FLOWS: Readonly<Record<string, Scripted>> = {
  ...Object.fromEntries(Object.entries(CORE).map(([name, main]) => [name, { main }])),
  ...SAYING,
  ...ASKING,
  ...DOING,
}

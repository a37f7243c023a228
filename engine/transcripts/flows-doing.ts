/** The small flows that show the blocks which decide, do, reach out and move, and their traps. */

import { DECIDING } from './flows-deciding.ts'
import { MOVING } from './flows-moving.ts'
import { REACHING } from './flows-reaching.ts'
import type { Scripted } from './scripted.ts'

export const DOING: Readonly<Record<string, Scripted>> = { ...DECIDING, ...REACHING, ...MOVING }

/** How one flow names another of its bot. */
import { z } from 'zod'

export const FlowId = z.string().max(60)

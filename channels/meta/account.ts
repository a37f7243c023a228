/** What the channels of Meta need of the Facebook account that the workspace connected; safe in a browser. */
import { z } from 'zod'

export const FacebookAccount = z.object({
  appId: z.string().min(1),
  appSecret: z.string().min(1),
  /** of whoever connected the account, or of a system user */
  userToken: z.string().min(1),
  /** Facebook repeats it when it asks whether an address is ours */
  verifyToken: z.string().min(1),
})
export type FacebookAccount = z.output<typeof FacebookAccount>

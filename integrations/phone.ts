/** A telephone number as people write it, read into the form that carriers know: +15550100. */
import { z } from 'zod'

export const Phone = z
  .string()
  .max(40)
  .overwrite((text) => text.replace(/[\s().\u2010-\u2015-]/g, '').replace(/^00/, '+'))
  .regex(/^\+[1-9]\d{6,14}$/, 'is not a telephone number with its country, such as +1 555 0100')

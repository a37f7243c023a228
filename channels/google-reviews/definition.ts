/** Google reviews: what people write about a business on Google Maps arrives as conversations, and is answered publicly. */
import { z } from 'zod'
import type { ChannelDefinition } from '../channel.ts'

const topic = z
  .string()
  .trim()
  .regex(/^(projects\/[a-z0-9:.-]{1,100}\/topics\/[\w.~+%-]{1,255})?$/, 'is not projects/…/topics/…')
  .default('')

export const googleReviewsDefinition = {
  name: 'google-reviews',
  label: 'Google reviews',
  description: 'Reviews of a business on Google arrive as conversations, and are answered publicly',
  through: {
    'google-business': z.object({
      clientId: z.string().min(1),
      clientSecret: z.string().min(1),
      refreshToken: z.string().min(1),
    }),
  },
  form: z.strictObject({
    topic: topic.meta({
      label: 'Pub/Sub topic',
      description: 'projects/…/topics/…, for reviews within seconds; without it they are asked for every five minutes',
      control: 'text',
    }),
  }),
  secrets: z.strictObject({ place: z.string(), topic }),
  hook: 'account',
  page: 'google',
  window: null,
  pace: 5,
  repeat: 'harmless',
} as const satisfies ChannelDefinition

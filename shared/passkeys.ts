/** What a browser sends when a passkey is made or used (WebAuthn, level 3). */
import { z } from 'zod'
import { line } from './text.ts'

const base64url = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[A-Za-z0-9_-]+$/)

const credential = {
  id: base64url(1400),
  rawId: base64url(1400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['cross-platform', 'platform']).optional(),
  clientExtensionResults: z.object({}).default({}),
}

/** A new passkey with the name its owner gives it. */
export const NewPasskey = z.strictObject({
  name: line(60),
  response: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url(5000),
      attestationObject: base64url(20_000),
      transports: z.array(z.string().max(20)).max(10).optional(),
    }),
  }),
})
export type NewPasskey = z.output<typeof NewPasskey>

/** A passkey that signs in. */
export const UsedPasskey = z.strictObject({
  response: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url(5000),
      authenticatorData: base64url(5000),
      signature: base64url(5000),
      userHandle: base64url(200).optional(),
    }),
  }),
})
export type UsedPasskey = z.output<typeof UsedPasskey>

const credentialHint = z.object({
  id: z.string(),
  type: z.literal('public-key'),
  transports: z.array(z.string()).optional(),
})

const verification = z.enum(['required', 'preferred', 'discouraged'])

/** What the browser is asked to make a passkey with. */
export const PasskeyMaking = z.object({
  rp: z.object({ id: z.string().optional(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  challenge: z.string(),
  pubKeyCredParams: z.array(z.object({ alg: z.number(), type: z.literal('public-key') })),
  timeout: z.number().optional(),
  excludeCredentials: z.array(credentialHint).optional(),
  authenticatorSelection: z
    .object({
      residentKey: verification.optional(),
      requireResidentKey: z.boolean().optional(),
      userVerification: verification.optional(),
    })
    .optional(),
  hints: z.array(z.enum(['hybrid', 'security-key', 'client-device'])).optional(),
  attestation: z.enum(['direct', 'enterprise', 'indirect', 'none']).optional(),
  extensions: z.object({ credProps: z.boolean().optional() }).optional(),
})

/** What the browser is asked to use a passkey with. */
export const PasskeyUsing = z.object({
  challenge: z.string(),
  rpId: z.string().optional(),
  timeout: z.number().optional(),
  allowCredentials: z.array(credentialHint).optional(),
  userVerification: verification.optional(),
  extensions: z.object({}).optional(),
})

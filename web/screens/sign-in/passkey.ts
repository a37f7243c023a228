/** Signs in with a passkey of this device: asks the server what to sign, lets the device sign it. */
import { startAuthentication } from '@simplewebauthn/browser'
import { api } from '../../api.ts'

/** True when signed in, false when the person closed the device's own dialog. */
export async function signInWithPasskey(): Promise<boolean> {
  const options = await api.POST('/api/sign-in/passkey/options', { body: {} })
  if (!options.data) return false
  const used = await startAuthentication({ optionsJSON: options.data }).catch(cancelled)
  if (!used) return false

  const { id, rawId, type, response } = used
  const { clientDataJSON, authenticatorData, signature, userHandle } = response
  const given = { clientDataJSON, authenticatorData, signature, ...(userHandle && { userHandle }) }
  await api.POST('/api/sign-in/passkey', { body: { response: { id, rawId, type, response: given } } })
  return true
}

/** Closing the device's dialog is a choice, not a fault. */
export function cancelled(error: unknown): null {
  if (error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError')) return null
  throw error
}

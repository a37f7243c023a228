/** Makes a passkey on this device: the server says with what, the device makes it, the server keeps its public half. */
import { startRegistration } from '@simplewebauthn/browser'
import { api } from '../../api.ts'
import { cancelled } from '../sign-in/passkey.ts'

/** True when it was made, false when the person closed the device's own dialog. */
export async function makePasskey(name: string): Promise<boolean> {
  const options = await api.POST('/api/me/passkeys/options', { body: {} })
  if (!options.data) return false
  const made = await startRegistration({ optionsJSON: options.data }).catch(cancelled)
  if (!made) return false

  const { id, rawId, type, response } = made
  const { clientDataJSON, attestationObject, transports } = response
  const given = { clientDataJSON, attestationObject, ...(transports && { transports }) }
  await api.POST('/api/me/passkeys', { body: { name, response: { id, rawId, type, response: given } } })
  return true
}

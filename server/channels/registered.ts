/** What was set up at a provider, to be shown: kept sealed, since the secret address and the word that proves it stand in it. */
import { z } from 'zod'
import type { Connected } from '../../channels/channel.ts'
import { seal, unseal } from '../crypto.ts'

type Registered = Connected['registered']

/** As the column holds it. */
export function sealRegistered(workspaceId: string, id: string, registered: Registered): string {
  return JSON.stringify(seal(JSON.stringify(registered), boxOf(workspaceId, id)).toString('base64'))
}

/** Of a channel that is being connected there is nothing. */
export function openRegistered(
  workspaceId: string,
  { id, registered }: { id: string; registered: unknown },
): Registered {
  const box = z.string().safeParse(registered).data
  if (box === undefined) return []
  return Registered.parse(JSON.parse(unseal(Buffer.from(box, 'base64'), boxOf(workspaceId, id))))
}

const Registered = z.array(z.object({ label: z.string(), value: z.string() }))

function boxOf(workspaceId: string, id: string): string {
  return `${workspaceId}|channel|${id}|registered`
}

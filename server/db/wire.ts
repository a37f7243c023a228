/** Gathers what is sent on a connection: many statements leave in one write, and PostgreSQL reads them at one go. */
import { Socket } from 'node:net'
import type pg from 'pg'

const gathering = new WeakMap<pg.ClientBase, { isHeld: boolean }>()

/** What is sent from now on leaves together, at the end of this turn of the program. */
export function gather(client: pg.ClientBase): void {
  if (gathering.has(client)) return
  const socket = socketOf(client)
  if (!socket) return
  const gathered = { isHeld: false }
  gathering.set(client, gathered)
  socket.cork()
  process.nextTick(() => {
    if (!gathered.isHeld) letGo(client)
  })
}

/** What is sent waits until it is let go; that must follow. */
export function hold(client: pg.ClientBase): void {
  gather(client)
  const gathered = gathering.get(client)
  if (gathered) gathered.isHeld = true
}

/** What has gathered leaves. */
export function letGo(client: pg.ClientBase): void {
  if (gathering.delete(client)) socketOf(client)?.uncork()
}

/** pg does not name its socket in its types. */
function socketOf(client: pg.ClientBase): Socket | undefined {
  const connection: unknown = Reflect.get(client, 'connection')
  const stream: unknown =
    typeof connection === 'object' && connection !== null ? Reflect.get(connection, 'stream') : undefined
  return stream instanceof Socket ? stream : undefined
}

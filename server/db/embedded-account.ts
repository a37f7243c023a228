/** The system account that the embedded PostgreSQL runs as, for it refuses to run as root. */
import { readFileSync } from 'node:fs'
import { CannotStart } from '../errors.ts'

export interface Account {
  name: string
  uid: number
  gid: number
}

/** The account to hand the database to when we are root; `null` when it can simply run as we do. */
export function databaseAccount(): Account | null {
  if (process.getuid?.() !== 0) return null

  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').map(parseAccount)
  const account = ['postgres', 'nobody']
    .map((name) => accounts.find((each) => each.name === name && each.uid > 0))
    .find((each) => each !== undefined)
  if (account) return account

  throw new CannotStart(
    'PostgreSQL does not run as root and this system has neither a user "postgres" nor "nobody": start Switchboard as an ordinary user.',
  )
}

function parseAccount(line: string): Account {
  const [name = '', , uid, gid] = line.split(':')
  // macOS writes nobody's number as -2; the system itself counts without a sign
  return { name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }
}

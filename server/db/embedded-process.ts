/** Runs PostgreSQL's programs so that they end when this process does, and remembers what they complained of. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Account } from './embedded-account.ts'

export interface Program {
  command: string
  args: string[]
  account: Account | null
  /** What the program reads on its standard input. */
  input?: string
}

export interface Running {
  pid: number | undefined
  /** Settles when the program has ended: true when it ended well. Never rejects. */
  ended: Promise<boolean>
  hasEnded(): boolean
  signal(name: 'SIGINT' | 'SIGQUIT'): void
  /** The last thing it complained of, without time stamp and severity. */
  complaint(): string
}

/**
 * `sh` becomes the program. A watcher that it leaves behind reads a pipe which closes when Node ends, also by `kill -9`,
 * and then asks the program for a fast stop. The watcher itself ignores the signals of a terminal or a service manager.
 */
const SUPERVISED = `
input=$1; shift; program=$$
exec 3<&0 <<END
$input
END
( { trap '' HUP INT TERM; while read -r _ <&3; do :; done; kill -INT $program; } >/dev/null 2>&1 & )
exec 3<&- "$@"`

const LINES_KEPT = 100

/** How PostgreSQL and the system speak of a full disk. */
export const DISK_FULL = /No space left|Check free disk space/

/** Starts a program as the given account, in a session of its own so that Ctrl+C reaches only us. */
export function startProgram({ command, args, account, input = '' }: Program): Running {
  const child = spawn('/bin/sh', ['-c', SUPERVISED, 'switchboard-database', input, command, ...args], {
    cwd: '/',
    detached: true,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['pipe', 'ignore', 'pipe'],
    ...(account && { uid: account.uid, gid: account.gid }),
  })
  const lines: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (lines.push(line) > LINES_KEPT) lines.shift()
  })
  child.stdin.on('error', () => {})

  let ended = false
  const closed = once(child, 'close').then(([code]) => code === 0)
  return {
    pid: child.pid,
    ended: closed
      .catch((error) => {
        lines.push(String(error))
        return false
      })
      .finally(() => {
        ended = true
      }),
    hasEnded: () => ended,
    signal: (name) => child.kill(name),
    complaint: () => complaintIn(lines),
  }
}

/** A full disk explains all the rest; else the last fatal line is the cause, and what follows it advice and tidying up. */
function complaintIn(lines: string[]): string {
  const cause =
    lines.findLast((line) => DISK_FULL.test(line)) ??
    lines.findLast((line) => /(FATAL|PANIC):|error:/.test(line)) ??
    lines.findLast((line) => line.trim())
  return (cause ?? 'it gave no reason').replace(/^.*?(FATAL|PANIC|LOG|ERROR|HINT|error):\s*/, '').replace(/\.$/, '')
}

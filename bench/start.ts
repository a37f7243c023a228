/** How long a start takes, and what Node holds after it. */
import { readFileSync } from 'node:fs'
import { startHouse } from '../server/test/house.ts'
import type { Figure } from './figures.ts'

/** First start on an empty folder (built before), a later start, and Node's resident memory in MB (Linux only). */
export async function benchStart(): Promise<Figure[]> {
  const first = await startHouse()
  await first.stop()
  const later = await first.again()
  await fetch(`${later.url}/readyz`)
  const memory = residentMegabytes(later.pid)
  await later.stop()
  later.remove()
  return [
    { name: 'first start', value: first.startMs / 1000, unit: 's' },
    { name: 'later start', value: later.startMs / 1000, unit: 's' },
    ...(memory === undefined ? [] : [{ name: 'memory after start', value: memory, unit: 'MB' }]),
  ]
}

function residentMegabytes(pid: number): number | undefined {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes ? Number(kilobytes) / 1024 : undefined
  } catch {
    return undefined
  }
}

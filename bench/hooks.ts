/** How soon a provider is answered: webhooks of Telegram at an even pace, through the door of a server in a process of its own, beside a worker. */
import { bare } from '../server/db/database.ts'
import { gather, isAccepted, type Person } from '../server/test/chaos/crowd.ts'
import { type Installation, startInstallation } from '../server/test/chaos/installation.ts'
import { killAll } from '../server/test/chaos/processes.ts'
import { startProvider } from '../server/test/chaos/provider.ts'
import { type Figure, percentile } from './figures.ts'

const PEOPLE = 100
const PER_SECOND = 200
const SECONDS = 8

/** On an open, migrated database at `url`. Ends the processes that it starts. */
export async function benchHooks(url: string): Promise<Figure[]> {
  try {
    const provider = await startProvider(1, { lost: 0, refused: 0 })
    const at = await startInstallation(url, provider, { rounds: 1 })
    await at.startWorker()
    const crowd = (await gather(at, PEOPLE)).filter(({ channel }) => channel === 'telegram')
    await writeAt(at, crowd, { perSecond: 50, seconds: 3 }) // Warms up what a running server has warm.
    const pauses = await writeAt(at, crowd, { perSecond: PER_SECOND, seconds: SECONDS })
    const kept = await bare().selectFrom('received').select('externalId').execute()
    return [
      { name: `webhooks: p50 of the answer at ${PER_SECOND}/s`, value: percentile(pauses, 0.5), unit: 'ms' },
      { name: `webhooks: p99 of the answer at ${PER_SECOND}/s`, value: percentile(pauses, 0.99), unit: 'ms' },
      { name: 'webhooks: kept of those accepted', value: (kept.length / accepted) * 100, unit: '%' },
    ]
  } finally {
    await killAll()
  }
}

let accepted = 0

/** Begun at an even pace, whatever becomes of those before; returns how many milliseconds each answer took. */
async function writeAt(
  at: Installation,
  crowd: Person[],
  { perSecond, seconds }: { perSecond: number; seconds: number },
) {
  const pauses: Array<Promise<number>> = []
  const began = performance.now()
  while (performance.now() - began < seconds * 1000) {
    const due = ((performance.now() - began) / 1000) * perSecond
    while (pauses.length < due) pauses.push(timed(at, crowd[pauses.length % crowd.length]))
    await new Promise((resume) => setTimeout(resume, 1))
  }
  return Promise.all(pauses)
}

async function timed(at: Installation, person: Person | undefined): Promise<number> {
  if (!person) throw new Error('there is nobody to write')
  const word = 1 + accepted
  accepted += 1
  const began = performance.now()
  if (!(await isAccepted(at, person, { word, id: '' }))) throw new Error('a webhook was not accepted')
  return performance.now() - began
}

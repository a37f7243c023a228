/** Every job and every schedule, on one page. */
import { sql } from 'kysely'
import { speakersWith } from '../channels/channels.ts'
import { forgetOldRates } from './access/rates.ts'
import { subscribe } from './bus.ts'
import { runCall } from './calls/run-call.ts'
import type { RunCall } from './calls/sure-outcome.ts'
import { checkChannels, removeOrphans } from './channels/changing.ts'
import { advance } from './conversations/advance.ts'
import { makeCalls } from './conversations/calls.ts'
import { type DeliverWith, sendWaiting } from './conversations/deliver.ts'
import { drain } from './conversations/drain.ts'
import { endFetches, type Fetching } from './conversations/fetches.ts'
import { type Lanes, ownLanes } from './conversations/lanes.ts'
import { pollChannels } from './conversations/polls.ts'
import { beginSchedules, walkSchedules } from './conversations/schedules.ts'
import { keepStepCounts } from './conversations/step-counts.ts'
import { keepTimers } from './conversations/timers.ts'
import { bare } from './db/database.ts'
import { forgetSamplePeople } from './demo/look-ups.ts'
import { sweepFiles } from './files/housekeeping.ts'
import { forgetOldKeys } from './idempotency.ts'
import { tellVisitor } from './live.ts'
import { log } from './log.ts'
import { forgetOldLetterCounts } from './mail/letter-counts.ts'
import { forgetOldLetters } from './mail/letters.ts'
import { sendWaitingLetters } from './mail/sender.ts'
import { forgetOldProofs } from './people/proofs.ts'
import { forgetOldSessions } from './people/sessions.ts'
import { expireInvitations, purgeDeletedWorkspaces } from './workspaces/housekeeping.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** What is done again and again, by one worker of all: the one that owns the first lane. */
const SCHEDULES: ReadonlyArray<{ name: string; every: number; run: () => Promise<unknown> }> = [
  { name: 'send waiting letters', every: 2 * SECOND, run: sendWaitingLetters },
  { name: 'begin schedules of flows', every: 10 * SECOND, run: () => beginSchedules() },
  { name: 'walk schedules of flows', every: SECOND, run: () => walkSchedules() },
  { name: 'ask channels for what is new', every: 5 * SECOND, run: pollChannels },
  { name: 'look after channels', every: 10 * MINUTE, run: checkChannels },
  { name: 'remove channels of deleted bots', every: MINUTE, run: removeOrphans },
  { name: 'expire invitations', every: MINUTE, run: expireInvitations },
  { name: 'purge deleted workspaces', every: HOUR, run: () => purgeDeletedWorkspaces() },
  { name: 'sweep files', every: 24 * HOUR, run: () => sweepFiles() },
  { name: 'keep partitions', every: 6 * HOUR, run: () => sql`select keep_partitions()`.execute(bare()) },
  { name: 'forget old idempotency keys', every: 10 * MINUTE, run: forgetOldKeys },
  { name: 'forget old letters', every: HOUR, run: forgetOldLetters },
  { name: 'forget old counts of letters', every: HOUR, run: forgetOldLetterCounts },
  { name: 'forget old rates', every: HOUR, run: forgetOldRates },
  { name: 'forget old proofs', every: HOUR, run: forgetOldProofs },
  { name: 'forget sample people', every: HOUR, run: forgetSamplePeople },
  { name: 'forget old sessions', every: HOUR, run: forgetOldSessions },
]

/** How calls are made and connected channels found, and how long the end of the work waits for calls on their way. */
export interface Outside {
  runCall: RunCall
  patienceMs?: number
  sending?: Partial<DeliverWith>
  fetching?: Fetching
}

/** Starts to work: messages, calls and timers by their lanes, and the schedules. Returns how it ends: nothing new is taken, what is in flight is finished. */
export async function startWorker(using: Outside = { runCall }): Promise<() => Promise<void>> {
  let lanes: Lanes | undefined
  const owned = () => lanes?.owned() ?? []
  const since = (lane: number) => lanes?.since(lane) ?? performance.now()
  const channels = speakersWith({ publishToVisitor: tellVisitor })
  const boxes = {
    inbound: drain('inbound', owned, (workspaceId, heads) => advance(workspaceId, heads, using.fetching)),
    outbound: sendWaiting({ owned, since }, { speakers: channels, ...using.sending }),
    calls: makeCalls(owned, using.runCall, using.patienceMs),
    timers: keepTimers(owned),
  }
  const wake = [
    subscribe('inbound', (workspaceId) => boxes.inbound.wake(String(workspaceId))),
    subscribe('outbound', (workspaceId) => boxes.outbound.wake(String(workspaceId))),
    subscribe('calls', () => boxes.calls.wake()),
    subscribe('timers', (at) => boxes.timers.wake(String(at))),
  ]
  const isBusy = (lane: number) => Object.values(boxes).some((box) => box.isBusy(lane))
  const changed = () => {
    for (const box of Object.values(boxes)) box.wake()
  }
  lanes = await ownLanes({ isBusy, changed })
  changed()
  const stopCounting = keepStepCounts()
  const stopSchedules = keepSchedules(() => owned().includes(0))

  return async () => {
    for (const stop of wake) stop()
    await stopSchedules()
    await Promise.all(Object.values(boxes).map((box) => box.stop()))
    await endFetches(using.patienceMs ?? 10_000)
    await stopCounting()
    await lanes?.stop()
  }
}

function keepSchedules(isMine: () => boolean): () => Promise<void> {
  const running = new Map<string, Promise<void>>()
  const runOnce = ({ name, run }: (typeof SCHEDULES)[number]) => {
    if (running.has(name) || !isMine()) return
    const work = run()
      .then(() => {})
      .catch((error) => log.error({ err: error, schedule: name }, 'a schedule failed'))
      .finally(() => running.delete(name))
    running.set(name, work)
  }
  const timers = SCHEDULES.map((each) => setInterval(() => runOnce(each), each.every))
  for (const each of SCHEDULES) runOnce(each)
  return async () => {
    for (const timer of timers) clearInterval(timer)
    await Promise.all(running.values())
  }
}

/** How often each step was entered, answered and failed, for the statistics of a flow. Summed in memory: what the last two seconds counted is lost where a process dies. */
import { sql } from 'kysely'
import type { Outcome } from '../../engine/step.ts'
import { wallClock } from '../../engine/values/clock.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { log } from '../log.ts'

interface Sum {
  flow_version_id: string
  step_id: string
  day: string
  entered: number
  answered: number
  failed: number
}

const EVERY_MS = 2000
let sums = new Map<string, Map<string, Sum>>()

/** Counts what these turns passed through, on the day it is in the workspace's zone. */
export function countVisits(workspaceId: string, timezone: string, outcomes: readonly Outcome[]): void {
  if (outcomes.length === 0) return
  const day = dayIn(timezone)
  for (const { visits, effects, session } of outcomes) {
    for (const { version, stepId, how } of visits) sumOf(workspaceId, { version, stepId, day })[how] += 1
    for (const effect of effects)
      if (effect.kind === 'failed' && effect.stepId && session.version)
        sumOf(workspaceId, { version: session.version, stepId: effect.stepId, day }).failed += 1
  }
}

/** Begins to write the sums down; returns how it ends, with everything written. */
export function keepStepCounts(): () => Promise<void> {
  let writing = Promise.resolve()
  const timer = setInterval(() => {
    writing = writing.then(writeStepCounts)
  }, EVERY_MS)
  return async () => {
    clearInterval(timer)
    await writing
    await writeStepCounts()
  }
}

/** Adds the sums to the table, one statement a workspace; those that cannot be written are kept for the next time. */
export async function writeStepCounts(): Promise<void> {
  const taken = sums
  sums = new Map()
  for (const [workspaceId, ofWorkspace] of taken) {
    try {
      await write(workspaceId, [...ofWorkspace.values()])
    } catch (error) {
      log.warn({ err: error, workspaceId }, 'counts of steps could not be written')
      if (!isGone(error)) for (const sum of ofWorkspace.values()) giveBack(workspaceId, sum)
    }
  }
}

async function write(workspaceId: string, rows: Sum[]): Promise<void> {
  // Sorted, so that two processes that count the same steps do not wait for each other.
  const sorted = rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  await inWorkspace({ workspaceId }, ({ db }) =>
    sql`insert into step_counts as c (workspace_id, flow_version_id, step_id, day, entered, answered, failed)
      select ${workspaceId}::uuid, r.* from jsonb_to_recordset(${JSON.stringify(sorted)}::jsonb)
        as r(flow_version_id uuid, step_id text, day date, entered int, answered int, failed int)
      on conflict (workspace_id, flow_version_id, step_id, day) do update set entered = c.entered + excluded.entered,
        answered = c.answered + excluded.answered, failed = c.failed + excluded.failed`.execute(db),
  )
}

function sumOf(workspaceId: string, at: { version: string; stepId: string; day: string }): Sum {
  const ofWorkspace = sums.get(workspaceId) ?? new Map<string, Sum>()
  sums.set(workspaceId, ofWorkspace)
  const fresh = { flow_version_id: at.version, step_id: at.stepId, day: at.day, entered: 0, answered: 0, failed: 0 }
  const key = keyOf(fresh)
  const known = ofWorkspace.get(key)
  if (known) return known
  ofWorkspace.set(key, fresh)
  return fresh
}

function giveBack(workspaceId: string, { entered, answered, failed, ...at }: Sum): void {
  const sum = sumOf(workspaceId, { version: at.flow_version_id, stepId: at.step_id, day: at.day })
  sum.entered += entered
  sum.answered += answered
  sum.failed += failed
}

function keyOf({ flow_version_id, step_id, day }: Sum): string {
  return `${flow_version_id}/${step_id}/${day}`
}

/** The workspace was removed meanwhile. */
function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23503'
}

const days = new Map<string, { minute: number; day: string }>()

function dayIn(timezone: string): string {
  const minute = Math.floor(Date.now() / 60_000)
  const known = days.get(timezone)
  if (known?.minute === minute) return known.day
  const day = wallClock(new Date(), timezone).date
  days.set(timezone, { minute, day })
  return day
}

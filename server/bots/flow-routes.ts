/** The URLs of a bot's flows, their drafts and versions. Under /api/workspaces/:workspace. */
import { type Context, Hono } from 'hono'
import { CallOutcome } from '../../engine/call.ts'
import {
  ChangesQuery,
  CountsQuery,
  FlowChange,
  FlowChanges,
  FlowInfo,
  FlowList,
  FlowVersion,
  FlowVersionPage,
  HookAddress,
  NewFlow,
  Presence,
  Publication,
  StepCounts,
} from '../../shared/flows.ts'
import { Paging } from '../../shared/paging.ts'
import { type Inside, idOf, may } from '../access/may.ts'
import { Refusal } from '../errors.ts'
import { answers, answersNothing, takes } from '../route.ts'
import { readChanges } from './changes.ts'
import { readCounts } from './counts.ts'
import { Draft, DraftChange, etagOf, numberFrom, readDraft, saveDraft } from './drafts.ts'
import type { FlowAt } from './flow-rows.ts'
import { createFlow, deleteFlow, listFlows, renameFlow } from './flows.ts'
import { renewHook, showHook } from './hooks.ts'
import { showPresence } from './presence.ts'
import { Try, tryCall } from './tries.ts'
import { listVersions, publishDraft, readVersion, restoreVersion, rollBack, VersionWithFlow } from './versions.ts'

const view = may('bots:view')
const edit = may('flows:edit')

export const flowRoutes = new Hono<Inside>()
  .get('/bots/:bot/flows', view, answers('List the flows of a bot', FlowList), async (c) =>
    c.json({ data: await listFlows(c.var.actor, idOf(c, 'bot')) }),
  )
  .post('/bots/:bot/flows', edit, takes('json', NewFlow), answers('Make a flow', FlowInfo, 201), async (c) =>
    c.json(await createFlow(c.var.actor, idOf(c, 'bot'), c.req.valid('json')), 201),
  )
  .patch('/bots/:bot/flows/:flow', edit, takes('json', FlowChange), answers('Rename a flow', FlowInfo), async (c) =>
    c.json(await renameFlow(c.var.actor, flowAt(c), c.req.valid('json').name)),
  )
  .delete('/bots/:bot/flows/:flow', edit, answersNothing('Take a flow away that no other one calls'), async (c) => {
    await deleteFlow(c.var.actor, flowAt(c))
    return c.body(null, 204)
  })
  .get(
    '/bots/:bot/flows/:flow/draft',
    view,
    answers('Show the draft of a flow; its ETag is what If-Match wants', Draft),
    async (c) => {
      const draft = await readDraft(c.var.actor, flowAt(c))
      return c.json(draft, 200, { ETag: etagOf(draft) })
    },
  )
  .put(
    '/bots/:bot/flows/:flow/draft',
    edit,
    takes('json', DraftChange),
    answers('Save the draft; If-Match names the draft it was made from', Draft),
    async (c) => {
      const number = numberFrom(c.req.header('if-match'))
      const draft = await saveDraft(c.var.actor, flowAt(c), { ...c.req.valid('json'), number })
      return c.json(draft, 200, { ETag: etagOf(draft) })
    },
  )
  .post(
    '/bots/:bot/flows/:flow/publication',
    edit,
    takes('json', Publication),
    answers('Publish the draft', FlowVersion, 201),
    async (c) => {
      const ifMatch = c.req.header('if-match')
      const number = ifMatch === undefined ? null : numberFrom(ifMatch)
      const version = await publishDraft(c.var.actor, flowAt(c), { ...c.req.valid('json'), number })
      return c.json(FlowVersion.parse(version), 201)
    },
  )
  .get(
    '/bots/:bot/flows/:flow/versions',
    view,
    takes('query', Paging),
    answers('List published versions', FlowVersionPage),
    async (c) => c.json(await listVersions(c.var.actor, flowAt(c), c.req.valid('query'))),
  )
  .get(
    '/bots/:bot/flows/:flow/versions/:version',
    view,
    answers('Show a version with its flow', VersionWithFlow),
    async (c) => c.json(await readVersion(c.var.actor, flowAt(c), idOf(c, 'version'))),
  )
  .post(
    '/bots/:bot/flows/:flow/versions/:version/restoration',
    edit,
    answers('Make a version the draft', Draft),
    async (c) => {
      const draft = await restoreVersion(c.var.actor, flowAt(c), idOf(c, 'version'))
      return c.json(draft, 200, { ETag: etagOf(draft) })
    },
  )
  .post(
    '/bots/:bot/flows/:flow/versions/:version/publication',
    edit,
    answers('Publish an earlier version again', FlowVersion),
    async (c) => c.json(FlowVersion.parse(await rollBack(c.var.actor, flowAt(c), idOf(c, 'version')))),
  )
  .get(
    '/bots/:bot/flows/:flow/changes',
    view,
    takes('query', ChangesQuery),
    answers('Compare two states of a flow', FlowChanges),
    async (c) => c.json(await readChanges(c.var.actor, flowAt(c), c.req.valid('query'))),
  )
  .get(
    '/bots/:bot/flows/:flow/counts',
    may('analytics:view'),
    takes('query', CountsQuery),
    answers('Count how often the steps were reached', StepCounts),
    async (c) => c.json(await readCounts(c.var.actor, flowAt(c), c.req.valid('query').days)),
  )
  .get(
    '/bots/:bot/flows/:flow/hooks/:entry',
    edit,
    answers('Show the secret address of a published webhook entry', HookAddress),
    async (c) => c.json(await showHook(c.var.actor, { ...flowAt(c), entryId: entryOf(c) })),
  )
  .post(
    '/bots/:bot/flows/:flow/hooks/:entry',
    edit,
    answers('Give a webhook entry a new address', HookAddress, 201),
    async (c) => c.json(await renewHook(c.var.actor, { ...flowAt(c), entryId: entryOf(c) }), 201),
  )
  .post(
    '/bots/:bot/flows/:flow/tries',
    edit,
    takes('json', Try),
    answers('Make one call of a step for real, to see what it gives', CallOutcome),
    async (c) => c.json(await tryCall(c.var.actor, flowAt(c), c.req.valid('json').call)),
  )
  .post(
    '/bots/:bot/flows/:flow/presence',
    view,
    takes('json', Presence),
    answersNothing('Tell the team that one is at work here'),
    async (c) => {
      await showPresence(c.var.actor, flowAt(c), c.req.valid('json').stepId)
      return c.body(null, 204)
    },
  )

/** What cannot be the id of an entry does not exist. */
function entryOf(c: Context): string {
  const entry = c.req.param('entry') ?? ''
  if (!/^[a-z0-9-]{1,40}$/.test(entry)) throw new Refusal('not-found')
  return entry
}

function flowAt(c: Context): FlowAt {
  return { botId: idOf(c, 'bot'), flowId: idOf(c, 'flow') }
}

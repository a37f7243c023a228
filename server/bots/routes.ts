/** The URLs of bots, their flows and versions. */
import { Hono } from 'hono'
import { STARTERS } from '../../engine/starters.ts'
import {
  Bot,
  BotChange,
  BotPage,
  FlowVersion,
  FlowVersionPage,
  NewBot,
  Publication,
  StarterInfo,
} from '../../shared/bots.ts'
import { Paging } from '../../shared/paging.ts'
import { type Inside, idOf, may, open } from '../access/may.ts'
import { answers, answersNothing, takes } from '../route.ts'
import { changeBot, createBot, deleteBot, listBots, readBot } from './bots.ts'
import { Draft, DraftChange, etagOf, numberFrom, readDraft, saveDraft } from './flows.ts'
import { listVersions, publishDraft, readVersion, restoreVersion, rollBack, VersionWithFlow } from './versions.ts'

const view = may('bots:view')
const edit = may('flows:edit')
const manage = may('bots:manage')

/** Under /api. */
export const starterRoutes = new Hono().get(
  '/starters',
  open('what a bot can begin with is the same for everybody'),
  answers('List what a new bot can begin with', StarterInfo.array()),
  (c) => c.json(StarterInfo.array().parse(STARTERS)),
)

/** Under /api/workspaces/:workspace. */
export const botRoutes = new Hono<Inside>()
  .get('/bots', view, takes('query', Paging), answers('List bots', BotPage), async (c) =>
    c.json(await listBots(c.var.actor, c.req.valid('query'))),
  )
  .post('/bots', manage, takes('json', NewBot), answers('Make a bot from a starter', Bot, 201), async (c) =>
    c.json(await createBot(c.var.actor, c.req.valid('json')), 201),
  )
  .get('/bots/:bot', view, answers('Show a bot', Bot), async (c) => c.json(await readBot(c.var.actor, idOf(c, 'bot'))))
  .patch('/bots/:bot', manage, takes('json', BotChange), answers('Change a bot', Bot), async (c) =>
    c.json(await changeBot(c.var.actor, idOf(c, 'bot'), c.req.valid('json'))),
  )
  .delete('/bots/:bot', manage, answersNothing('Take a bot away'), async (c) => {
    await deleteBot(c.var.actor, idOf(c, 'bot'))
    return c.body(null, 204)
  })
  .get(
    '/bots/:bot/flow',
    view,
    answers('Show the draft of a bot’s flow; its ETag is what If-Match wants', Draft),
    async (c) => {
      const draft = await readDraft(c.var.actor, idOf(c, 'bot'))
      return c.json(draft, 200, { ETag: etagOf(draft) })
    },
  )
  .put(
    '/bots/:bot/flow',
    edit,
    takes('json', DraftChange),
    answers('Save the draft; If-Match names the draft it was made from', Draft),
    async (c) => {
      const number = numberFrom(c.req.header('if-match'))
      const draft = await saveDraft(c.var.actor, idOf(c, 'bot'), { ...c.req.valid('json'), number })
      return c.json(draft, 200, { ETag: etagOf(draft) })
    },
  )
  .post(
    '/bots/:bot/publication',
    edit,
    takes('json', Publication),
    answers('Publish the draft', FlowVersion, 201),
    async (c) => {
      const ifMatch = c.req.header('if-match')
      const number = ifMatch === undefined ? null : numberFrom(ifMatch)
      const version = await publishDraft(c.var.actor, idOf(c, 'bot'), { ...c.req.valid('json'), number })
      return c.json(FlowVersion.parse(version), 201)
    },
  )
  .get(
    '/bots/:bot/versions',
    view,
    takes('query', Paging),
    answers('List published versions', FlowVersionPage),
    async (c) => c.json(await listVersions(c.var.actor, idOf(c, 'bot'), c.req.valid('query'))),
  )
  .get('/bots/:bot/versions/:version', view, answers('Show a version with its flow', VersionWithFlow), async (c) =>
    c.json(await readVersion(c.var.actor, idOf(c, 'bot'), idOf(c, 'version'))),
  )
  .post('/bots/:bot/versions/:version/restoration', edit, answers('Make a version the draft', Draft), async (c) => {
    const draft = await restoreVersion(c.var.actor, idOf(c, 'bot'), idOf(c, 'version'))
    return c.json(draft, 200, { ETag: etagOf(draft) })
  })
  .post(
    '/bots/:bot/versions/:version/publication',
    edit,
    answers('Publish an earlier version again', FlowVersion),
    async (c) => c.json(FlowVersion.parse(await rollBack(c.var.actor, idOf(c, 'bot'), idOf(c, 'version')))),
  )

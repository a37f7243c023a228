/** The URLs of bots. */
import { Hono } from 'hono'
import { STARTERS } from '../../engine/starters.ts'
import { Bot, BotChange, BotPage, NewBot, StarterInfo } from '../../shared/bots.ts'
import { Paging } from '../../shared/paging.ts'
import { type Inside, idOf, may, open } from '../access/may.ts'
import { answers, answersNothing, takes } from '../route.ts'
import { changeBot, createBot, deleteBot, listBots, readBot } from './bots.ts'

const view = may('bots:view')
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

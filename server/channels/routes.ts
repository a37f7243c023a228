/** The URLs of a bot's channels. Under /api/workspaces/:workspace. */
import { type Context, Hono } from 'hono'
import {
  ApprovedTemplate,
  ChannelImpact,
  ChannelInfo,
  ChannelPlace,
  ChannelSettingsChange,
  ConnectedChannel,
  NewChannel,
  PlacesQuery,
} from '../../shared/channels.ts'
import { type Inside, idOf, may } from '../access/may.ts'
import { answers, answersNothing, takes } from '../route.ts'
import { checkChannel, disconnectChannel, reconnectChannel } from './changing.ts'
import { type ChannelAt, changeSettings, listChannels, readImpact } from './channels.ts'
import { connectChannel } from './connecting.ts'
import { listPlaces } from './places.ts'
import { listTemplates } from './templates.ts'

const view = may('bots:view')
const manage = may('channels:manage')
const ALL = '/bots/:bot/channels'
const ONE = '/bots/:bot/channels/:channel'

export const channelRoutes = new Hono<Inside>()
  .get(ALL, view, answers('List channels, with what the bot is connected to', ChannelInfo.array()), async (c) =>
    c.json(await listChannels(c.var.actor, idOf(c, 'bot'))),
  )
  .get(
    `${ONE}/places`,
    manage,
    takes('query', PlacesQuery),
    answers('List the Pages, numbers or businesses that can be picked', ChannelPlace.array()),
    async (c) => c.json(await listPlaces(c.var.actor, at(c), c.req.valid('query').integration)),
  )
  .get(
    `${ONE}/templates`,
    view,
    answers('List the messages that the provider has approved', ApprovedTemplate.array()),
    async (c) => c.json(await listTemplates(c.var.actor, at(c))),
  )
  .get(`${ONE}/impact`, manage, answers('What falls silent without the channel', ChannelImpact), async (c) =>
    c.json(await readImpact(c.var.actor, at(c))),
  )
  .post(ONE, manage, takes('json', NewChannel), answers('Connect a channel', ConnectedChannel, 201), async (c) =>
    c.json(await connectChannel(c.var.actor, at(c), c.req.valid('json')), 201),
  )
  .put(ONE, manage, takes('json', NewChannel), answers('Give a channel new keys', ConnectedChannel), async (c) =>
    c.json(await reconnectChannel(c.var.actor, at(c), c.req.valid('json'))),
  )
  .patch(
    `${ONE}/settings`,
    manage,
    takes('json', ChannelSettingsChange),
    answers('Change the settings of a channel', ConnectedChannel),
    async (c) => c.json(await changeSettings(c.var.actor, at(c), c.req.valid('json'))),
  )
  .post(`${ONE}/check`, manage, answers('Look whether a channel works', ConnectedChannel), async (c) =>
    c.json(await checkChannel(c.var.actor, at(c))),
  )
  .delete(ONE, manage, answersNothing('Disconnect a channel'), async (c) => {
    await disconnectChannel(c.var.actor, at(c))
    return c.body(null, 204)
  })

function at(c: Context): ChannelAt {
  return { botId: idOf(c, 'bot'), channel: c.req.param('channel') ?? '' }
}

/** The public URLs of the web chat, for the widget on customers' sites and the bot's own page: no cookies, bound to one bot. */
import { Hono, type MiddlewareHandler } from 'hono'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { z } from 'zod'
import { webchatDefinition } from '../../channels/webchat/definition.ts'
import { VisitorMessage } from '../../shared/conversations.ts'
import { SentFile } from '../../shared/files.ts'
import { FlowTheme } from '../../shared/flow-theme.ts'
import { Incoming } from '../../shared/messages.ts'
import { Id } from '../../shared/text.ts'
import { addressOf } from '../access/credentials.ts'
import { open } from '../access/may.ts'
import { newVisitor, type PublicBot, publicBot, visitorOfToken } from '../access/public-bot.ts'
import { networkOf, spend as spendRate } from '../access/rates.ts'
import { invalid, Refusal } from '../errors.ts'
import { streamHead } from '../event-stream.ts'
import { addVisitorFile, fileAt } from '../files/files.ts'
import { uploadOf } from '../files/upload.ts'
import { visitorStream } from '../live.ts'
import { answers, answersFile, takes } from '../route.ts'
import { logoUrl } from '../workspaces/logo.ts'
import { messagesForVisitor } from './conversation-list.ts'
import { receive } from './receive.ts'

interface AtBot {
  Variables: { bot: PublicBot }
}

const About = z.object({
  name: z.string(),
  theme: FlowTheme,
  workspaceName: z.string(),
  logoUrl: z.string().nullable(),
})
const Visitor = z.object({ visitor: z.string() })
const Sent = z.strictObject({ id: Id, content: Incoming })
const Kept = z.object({ id: Id })
const After = z.strictObject({ after: z.coerce.number().int().min(0).default(0) })
const Seen = z.object({ data: z.array(VisitorMessage), nextCursor: z.null(), hasMore: z.boolean() })
const LiveQuery = z.strictObject({
  visitor: z.string().max(200).optional(),
  after: z.coerce.number().int().min(0).optional(),
})

const visitors = open('visitors of a website, who have no account')

/** Which bot is meant, and whether the site that embeds it is on its list; then what a browser needs to hear to let the page read the answer. */
const atBot: MiddlewareHandler<AtBot> = async (c, next) => {
  const bot = await publicBot(c.req.param('publicKey') ?? '')
  const origin = c.req.header('origin')
  const isOwnPage = origin !== undefined && URL.parse(origin)?.host === c.req.header('host')
  const isListed = bot.allowedOrigins.length === 0 || (origin !== undefined && bot.allowedOrigins.includes(origin))
  if (origin !== undefined && !isListed && !isOwnPage)
    throw new Refusal('foreign-origin', 'This bot is not for this site.')
  c.set('bot', bot)
  await next()
  if (origin !== undefined) {
    c.res.headers.set('Access-Control-Allow-Origin', bot.allowedOrigins.length === 0 ? '*' : origin)
    c.res.headers.append('Vary', 'Origin')
    c.res.headers.set('Access-Control-Expose-Headers', 'Retry-After, X-Request-Id')
  }
  c.res.headers.set('Cross-Origin-Resource-Policy', 'cross-origin')
}

export const webchatRoutes = new Hono<AtBot>()
  .use('*', atBot)
  .options('*', (c) =>
    c.body(null, 204, {
      'Access-Control-Allow-Methods': 'GET, POST',
      'Access-Control-Allow-Headers': 'authorization, content-type, last-event-id',
      'Access-Control-Max-Age': '600',
    }),
  )
  .get('/', visitors, answers('Show what a visitor sees of a bot', About), ({ json, var: { bot } }) =>
    json(About.parse({ ...bot, logoUrl: logoUrl(bot.workspaceId, bot.logoEtag) })),
  )
  .post('/visitors', visitors, answers('Become a visitor of the bot', Visitor, 201), async (c) => {
    await spend(perAddress, `${c.var.bot.botId}|${networkOf(addressOf(c))}`)
    return c.json({ visitor: newVisitor(c.var.bot.botId) }, 201)
  })
  .post('/messages', visitors, takes('json', Sent), answers('Write to the bot', Kept, 202), async (c) => {
    const { bot } = c.var
    const address = visitorOf(c.req.header('authorization'), bot)
    await spend(perAddress, `${bot.botId}|${networkOf(addressOf(c))}`)
    await spend(perVisitor, address)
    const { id, content } = c.req.valid('json')
    const where = whereOf(bot, address)
    const event = content.kind === 'file' ? await ownFile(where, content.url) : content
    await receive({ ...where, externalId: `${address}/${id}`, clientId: id, event })
    return c.json({ id }, 202)
  })
  .post('/files', visitors, answers('Send a file to the bot; then write it as a message', SentFile, 201), async (c) => {
    const { bot } = c.var
    const address = visitorOf(c.req.header('authorization'), bot)
    await spendRate('visitor-file-ip', `${bot.botId}|${networkOf(addressOf(c))}`)
    await spendRate('visitor-file', `${bot.botId}|${address}`)
    return c.json(await addVisitorFile(whereOf(bot, address), await uploadOf(c)), 201)
  })
  .get('/messages', visitors, takes('query', After), answers('Read one’s own chat after a number', Seen), async (c) => {
    const address = visitorOf(c.req.header('authorization'), c.var.bot)
    const seen = await messagesForVisitor(whereOf(c.var.bot, address), c.req.valid('query').after)
    return c.json({ ...seen, nextCursor: null })
  })
  .get(
    '/live',
    visitors,
    takes('query', LiveQuery),
    answersFile('Hear one’s own chat as it happens; Last-Event-ID or after fills a gap', 'text/event-stream'),
    async (c) => {
      const query = c.req.valid('query')
      const header = c.req.header('authorization') ?? (query.visitor && `Bearer ${query.visitor}`)
      const where = whereOf(c.var.bot, visitorOf(header, c.var.bot))
      if (c.req.method === 'HEAD') return streamHead()
      const after = Number.parseInt(c.req.header('last-event-id') ?? '', 10)
      const known = Number.isSafeInteger(after) && after >= 0 ? after : query.after
      return visitorStream(where, async () =>
        known === undefined ? [] : (await messagesForVisitor(where, known)).data,
      )
    },
  )

const MINUTE = 60
const perVisitor = new RateLimiterMemory({ points: 30, duration: MINUTE })
const perAddress = new RateLimiterMemory({ points: 300, duration: MINUTE })

async function spend(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (spent) {
    if (!(spent instanceof RateLimiterRes)) throw spent
    throw new Refusal('too-many', 'Too many messages. Please wait a little.', {
      retryAfterSeconds: spent.msBeforeNext / 1000,
    })
  }
}

/** A visitor sends files of this bot only; what they are is as we found it, not as the visitor says. */
async function ownFile(at: ReturnType<typeof whereOf>, url: string): Promise<Incoming> {
  const { workspaceId, botId, channel, address } = at
  const file = await fileAt({ workspaceId, botId, person: { channel, address } }, url)
  if (!file) throw invalid('/content/url', 'There is no such file of this bot. Send it first.', 'unknown-file')
  return { kind: 'file', ...file }
}

function visitorOf(header: string | undefined, bot: PublicBot): string {
  const [, token] = /^Bearer ([A-Za-z0-9_-]{20,200})$/.exec(header ?? '') ?? []
  if (!token) throw new Refusal('not-signed-in', 'Send the visitor’s token as Authorization: Bearer.')
  return visitorOfToken(token, bot.botId)
}

function whereOf({ workspaceId, botId }: PublicBot, address: string) {
  return { workspaceId, botId, channel: webchatDefinition.name, address }
}

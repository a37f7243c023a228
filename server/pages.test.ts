/** The pages that other sites may show. */
import { expect, it } from 'vitest'
import { framesOf } from './pages.ts'
import { as } from './test/as.ts'
import { ECHO, newBot } from './test/chat.ts'
import { theWorld } from './test/world.ts'

const { olga } = theWorld()

it('attack 64: a bot’s page is shown by the sites on its list, by any site where it has none', async () => {
  const bot = await newBot(olga, ECHO)
  expect(await framesOf(bot.publicKey)).toBe('*')
  const allowedOrigins = ['https://shop.example', 'https://odd;sandbox.example']
  expect(await as(olga).patch(`/bots/${bot.id}`, { allowedOrigins })).toHaveStatus(200)
  expect(await framesOf(bot.publicKey)).toBe("'self' https://shop.example")
})

it('attack 20: the page of a bot that is gone is shown nowhere', async () => {
  const bot = await newBot(olga, ECHO)
  await as(olga).delete(`/bots/${bot.id}`)
  expect([await framesOf(bot.publicKey), await framesOf('no-such-bot')]).toEqual(["'none'", "'none'"])
})

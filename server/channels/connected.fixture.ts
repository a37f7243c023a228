/** Bots with channels, for the tests of channels. */
import { expect } from 'vitest'
import { as } from '../test/as.ts'
import { newTeam, type Team } from '../test/team.ts'
import type { Someone } from '../test/world.ts'
import { type Telegram, TOKENS } from './providers.fixture.ts'

/** A new bot of this person's workspace. */
export async function botOf(someone: Someone, kind?: 'omni' | 'page'): Promise<string> {
  const answer = await as(someone).post('/bots', { name: 'Hal', ...(kind && { kind }) })
  expect(answer).toHaveStatus(201)
  return answer.body.id
}

/** The URL of a channel of the bot. */
export function at(bot: string, channel = 'telegram'): string {
  return `/bots/${bot}/channels/${channel}`
}

/** What Telegram is connected with. */
export function keys(token: string = TOKENS.acme) {
  return { form: { token } }
}

/** A team of its own whose bot is connected to Telegram by this token, and the address that Telegram was given. */
export async function connected(
  telegram: Telegram,
  token: string,
): Promise<Team & { bot: string; hook: { url: string; secret: string } }> {
  const team = await newTeam()
  const bot = await botOf(team.olga)
  expect(await as(team.olga).post(at(bot), keys(token))).toHaveStatus(201)
  return { ...team, bot, hook: telegram.webhook(token) ?? { url: '', secret: '' } }
}

/** What is connected to the bot under this name, as somebody sees it. */
export async function shown(someone: Someone, bot: string, channel: string) {
  const { body } = await as(someone).get(`/bots/${bot}/channels`)
  return body.find(({ name }: { name: string }) => name === channel)
}

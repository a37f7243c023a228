/** What members answer with: words, files, or both. */
import { describe, expect, it } from 'vitest'
import { formOf } from '../files/form.fixture.ts'
import { as } from '../test/as.ts'
import { ECHO, newBot, newVisitor, theWorker, until } from '../test/chat.ts'
import { type Someone, theWorld } from '../test/world.ts'

const world = theWorld()
theWorker()
const { olga, mia, rex } = world

const add = async (by: Someone, text = 'an offer', name = 'offer.txt') => {
  const { body, headers } = formOf(text, name)
  return (await as(by).post('/files', body, headers)).body
}

/** A chat that has begun, and where members answer in it. */
async function aChat() {
  const bot = await newBot(olga, ECHO)
  const visitor = await newVisitor(bot)
  await visitor.say('hello')
  await visitor.chat(2)
  const { body } = await as(mia).get(`/conversations?bot=${bot.id}`)
  const [{ id }] = body.data
  return { visitor, id, path: `/conversations/${id}/messages` }
}

describe('an answer', () => {
  it('is a file, as the visitor sees it and as the list says it', async () => {
    const { visitor, path, id } = await aChat()
    const file = await add(mia)
    expect(await as(mia).post(path, { file: { url: file.url }, text: 'Here it is' })).toHaveStatus(201)
    const { body } = await until(
      () => visitor.messages(),
      (answer) => answer.body.data.length > 2,
    )
    expect(body.data[2].content).toMatchObject({ kind: 'file', url: file.url, name: 'offer.txt', text: 'Here it is' })
    expect((await as(mia).get(`/conversations/${id}`)).body.lastText).toBe('File: Here it is')
  })

  it('says once what is sent twice', async () => {
    const { path } = await aChat()
    const said = { file: { url: (await add(mia)).url }, clientId: crypto.randomUUID() }
    const [one, two] = [await as(mia).post(path, said), await as(mia).post(path, said)]
    expect([one.status, two.status, two.body.seq]).toEqual([201, 201, one.body.seq])
  })

  it('holds no file of elsewhere or of next door, and is never empty', async () => {
    const { path } = await aChat()
    const theirs = await add(rex)
    for (const url of [theirs.url, 'https://evil.test/x.png']) {
      expect(await as(mia).post(path, { file: { url } })).toHaveStatus(422)
    }
    expect(await as(mia).post(path, { file: { url: 'javascript:alert(1)' } })).toHaveStatus(422)
    expect(await as(mia).post(path, {})).toHaveStatus(422)
    const { url } = await add(mia)
    expect(await as(mia).post(path, { file: { url }, text: 'a'.repeat(1001) })).toHaveStatus(422)
  })
})

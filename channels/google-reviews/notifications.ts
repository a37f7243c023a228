/** The topic to which Google tells of new reviews of an account: one for the whole account, so what others set there stays. */
import { z } from 'zod'
import type { Done } from '../channel.ts'
import { askAs, type GoogleAccount, sentenceOf } from '../google-account/businesses.ts'

const OURS = ['NEW_REVIEW', 'UPDATED_REVIEW']

/** Lets the topic hear of reviews. Refuses where the account tells another one. */
export async function hearReviews(account: GoogleAccount, place: string, topic: string): Promise<Done<null>> {
  const setting = await readSetting(account, place)
  if (!setting.ok) return setting
  const { pubsubTopic, notificationTypes } = setting.data
  if (pubsubTopic !== '' && pubsubTopic !== topic)
    return { ok: false, message: `This account tells the topic ${pubsubTopic} already; give that one, or none.` }
  if (pubsubTopic === topic && OURS.every((type) => notificationTypes.includes(type))) return { ok: true, data: null }
  const types = [...new Set([...notificationTypes, ...OURS])]
  return writeSetting(account, place, { pubsubTopic: topic, notificationTypes: types })
}

/** Takes it away again; where the topic is another one by now, nothing is changed. */
export async function hearNoReviews(account: GoogleAccount, place: string, topic: string): Promise<void> {
  const setting = await readSetting(account, place)
  if (!setting.ok || setting.data.pubsubTopic !== topic) return
  const notificationTypes = setting.data.notificationTypes.filter((type) => !OURS.includes(type))
  const pubsubTopic = notificationTypes.length === 0 ? '' : topic
  await writeSetting(account, place, { pubsubTopic, notificationTypes })
}

const Setting = z.object({ pubsubTopic: z.string().default(''), notificationTypes: z.array(z.string()).default([]) })
type Setting = z.output<typeof Setting>

async function readSetting(account: GoogleAccount, place: string): Promise<Done<Setting>> {
  const answer = await askAs(account, { method: 'GET', url: settingUrl(account, place) })
  const read = answer.ok && answer.status === 200 ? Setting.safeParse(answer.json).data : undefined
  return read ? { ok: true, data: read } : { ok: false, message: sentenceOf(answer) }
}

async function writeSetting(account: GoogleAccount, place: string, setting: Setting): Promise<Done<null>> {
  const url = `${settingUrl(account, place)}?updateMask=notificationTypes,pubsubTopic`
  const json = { name: settingName(place), ...setting }
  const answer = await askAs(account, { method: 'PATCH', url, json })
  return answer.ok && answer.status === 200 ? { ok: true, data: null } : { ok: false, message: sentenceOf(answer) }
}

function settingUrl({ urls }: GoogleAccount, place: string): string {
  return `${urls['google-notifications']}/v1/${settingName(place)}`
}

function settingName(place: string): string {
  return `${place.split('/').slice(0, 2).join('/')}/notificationSetting`
}

/** The businesses that the Google account may speak for: those it owns, and those whose owner made it an admin. */
import { z } from 'zod'
import type { Account, Answered, Asked } from '../../shared/account.ts'
import { cutText } from '../../shared/messages.ts'
import type { Done, Place } from '../channel.ts'
import { askGoogle, keyOfPerson, type PersonKeys, sentenceFor } from './access.ts'

/** The account of whoever signed in. */
export interface GoogleAccount extends Pick<Account<unknown>, 'urls' | 'ask'> {
  through: { secrets: PersonKeys }
}

/** All of them, each once: a business may lie in several accounts. */
export async function businesses(account: GoogleAccount): Promise<Done<Place[]>> {
  const accounts = await allPages(account, {
    path: accountsPath(account),
    part: Accounts,
    items: (page) => page.accounts,
  })
  if (!accounts.ok) return accounts
  const found = new Map<string, Place>()
  for (const { name } of accounts.data) {
    const path = `${account.urls['google-businesses']}/v1/${name}/locations?readMask=${READ_MASK}&pageSize=100`
    const locations = await allPages(account, { path, part: Locations, items: (page) => page.locations })
    if (!locations.ok) return locations
    for (const location of locations.data) {
      if (!found.has(location.name)) found.set(location.name, placeOf(`${name}/${location.name}`, location))
    }
  }
  return { ok: true, data: [...found.values()] }
}

/** One of them, by its name. */
export async function business(account: GoogleAccount, place: string): Promise<Done<Place>> {
  const name = /locations\/[^/]+$/.exec(place)?.[0] ?? place
  const url = `${account.urls['google-businesses']}/v1/${name}?readMask=${READ_MASK}`
  const answer = await askAs(account, { method: 'GET', url })
  const location = answer.ok && answer.status === 200 ? Location.safeParse(answer.json).data : undefined
  if (!location) return { ok: false, message: notThere(answer) }
  return { ok: true, data: placeOf(place, location) }
}

/** Asks as the person who connected the account. */
export function askAs(account: GoogleAccount, request: Asked): Promise<Answered> {
  return askGoogle(keyOfPerson(account.through.secrets, account.urls), account.ask, request)
}

/** The pages of a list, one behind the other, as long as there are more and `goesOn` says so. */
export async function allPages<Page extends { nextPageToken?: string | undefined }, Item>(
  account: GoogleAccount,
  list: { path: string; part: z.ZodType<Page>; items: (page: Page) => Item[]; goesOn?: (items: Item[]) => boolean },
): Promise<Done<Item[]>> {
  const all: Item[] = []
  let token = ''
  for (let page = 0; page < MOST_PAGES; page++) {
    const url = token === '' ? list.path : `${list.path}&pageToken=${encodeURIComponent(token)}`
    const answer = await askAs(account, { method: 'GET', url, maxBytes: 5_000_000 })
    const read = answer.ok && answer.status === 200 ? list.part.safeParse(answer.json).data : undefined
    if (!read) return { ok: false, message: sentenceOf(answer) }
    const items = list.items(read)
    all.push(...items)
    token = read.nextPageToken ?? ''
    if (token === '' || list.goesOn?.(items) === false) break
  }
  return { ok: true, data: all }
}

/** An answer that cannot be read is no success either. */
export function sentenceOf(answer: Answered): string {
  return answer.ok && answer.status === 200 ? 'The answer of Google cannot be read.' : sentenceFor(answer)
}

const MOST_PAGES = 100
const READ_MASK = 'name,title,storefrontAddress'

const AccountName = z.object({ name: z.string().regex(/^accounts\/[\w-]+$/) })
const Accounts = z.object({ accounts: z.array(AccountName).default([]), nextPageToken: z.string().optional() })
const Location = z.object({
  name: z.string().regex(/^locations\/[\w-]+$/),
  title: z.string().default(''),
  storefrontAddress: z
    .object({ locality: z.string().optional(), addressLines: z.array(z.string()).default([]) })
    .optional(),
})
const Locations = z.object({ locations: z.array(Location).default([]), nextPageToken: z.string().optional() })

function accountsPath({ urls }: GoogleAccount): string {
  return `${urls['google-accounts']}/v1/accounts?pageSize=20`
}

function placeOf(id: string, { title, storefrontAddress, name }: z.output<typeof Location>): Place {
  const town = storefrontAddress?.locality ?? storefrontAddress?.addressLines[0] ?? ''
  return { id, label: cutText(title === '' ? name : title, 200), ...(town !== '' && { detail: cutText(town, 200) }) }
}

function notThere(answer: Answered): string {
  return answer.ok && answer.status === 404 ? 'The account has no such business any more.' : sentenceOf(answer)
}

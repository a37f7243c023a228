/** Joins the buses of all processes on one database by LISTEN and NOTIFY, many messages in one NOTIFY. */
import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { z } from 'zod'
import { setOthers, type TellOthers, tellHere } from './bus.ts'
import { connect } from './db/database.ts'
import { log } from './log.ts'

const CHANNEL = 'switchboard_bus'
const PRESENCE = 5_743_021
const LONGEST_PART = 7000 // NOTIFY takes less than 8000 bytes.
const MOST_WAITING = 10_000
const MOST_UNFINISHED = 100
const LOOK_EVERY_MS = 5000
const REOPEN_MS = 500
/** What people watch gathers for so long: a NOTIFY holds a lock of the whole database. */
const GATHER_MS = 15
const MOST_AT_ONCE = 500

const Batch = z.array(z.tuple([z.string(), z.unknown()]))

/** Hears the other processes and tells them, while any are there, until the returned function is called. */
export async function joinOthers(): Promise<() => Promise<void>> {
  const joint = new Joint()
  await joint.open()
  return () => joint.close()
}

class Joint {
  readonly #me = randomBytes(8).toString('hex')
  readonly #parts = new Map<string, string>()
  readonly #waiting: Array<[string, unknown]> = []
  #isUrgent = false
  #client: pg.PoolClient | undefined
  #timer: NodeJS.Timeout | undefined
  #gathering: NodeJS.Timeout | undefined
  #isSending = false
  #isOpen = true

  async open(): Promise<void> {
    const client = await connect()
    client.on('error', this.#lost)
    client.on('notification', this.#heard)
    this.#client = client
    await client.query(`listen ${CHANNEL}; select pg_advisory_lock_shared(${PRESENCE}, 0)`)
    await client.query(`select pg_notify('${CHANNEL}', '${this.#me}:hello:0:1:[]')`)
    await this.#lookAround()
  }

  async close(): Promise<void> {
    this.#isOpen = false
    clearTimeout(this.#timer)
    clearTimeout(this.#gathering)
    setOthers(undefined)
    this.#release()
  }

  readonly #tell: TellOthers = (topic, message, haste) => {
    if (this.#waiting.length >= MOST_WAITING) return // Listeners fill the gap by reading.
    this.#waiting.push([topic, message])
    this.#isUrgent ||= haste === 'now'
    if (!this.#isSending) this.#sendInTime()
  }

  #sendInTime(): void {
    if (this.#isUrgent || this.#waiting.length >= MOST_AT_ONCE) void this.#send()
    else this.#gathering ??= setTimeout(() => void this.#send(), GATHER_MS)
  }

  async #send(): Promise<void> {
    clearTimeout(this.#gathering)
    this.#gathering = undefined
    if (!this.#client) return
    this.#isSending = true
    const batch = this.#waiting.splice(0, MOST_AT_ONCE)
    this.#isUrgent &&= this.#waiting.length > 0
    try {
      const parts = partsOf(this.#me, JSON.stringify(batch))
      await this.#client.query(`select pg_notify('${CHANNEL}', part) from unnest($1::text[]) as part`, [parts])
    } catch (error) {
      this.#lost(error)
    } finally {
      this.#isSending = false
    }
    if (this.#waiting.length > 0) this.#sendInTime()
  }

  /** Saves the NOTIFYs while this process is alone. */
  async #lookAround(): Promise<void> {
    clearTimeout(this.#timer)
    try {
      const found = await this.#client?.query(
        `select count(*)::int as all from pg_locks where locktype = 'advisory' and classid = ${PRESENCE} and objsubid = 2
          and database = (select oid from pg_database where datname = current_database())`,
      )
      setOthers(Number(found?.rows[0]?.all) > 1 ? this.#tell : undefined)
    } catch (error) {
      return this.#lost(error)
    }
    if (this.#isOpen) this.#timer = setTimeout(() => void this.#lookAround(), LOOK_EVERY_MS).unref()
  }

  readonly #heard = ({ payload = '' }: pg.Notification): void => {
    const [, from = '', batch = '', index, count, part = ''] = /^(\w+):(\w+):(\d+):(\d+):(.*)$/s.exec(payload) ?? []
    if (from === this.#me) return
    setOthers(this.#tell)
    const key = `${from}:${batch}`
    const text = (this.#parts.get(key) ?? '') + part
    if (this.#parts.size > MOST_UNFINISHED) this.#parts.clear() // Their senders died in the middle.
    if (Number(index) + 1 < Number(count)) return void this.#parts.set(key, text)
    this.#parts.delete(key)
    for (const [topic, message] of batchOf(text)) tellHere(topic, message)
  }

  readonly #lost = (error: unknown): void => {
    if (!this.#client) return
    log.warn({ err: error }, 'the bus lost its connection')
    this.#release()
    this.#openLater()
  }

  #openLater(): void {
    clearTimeout(this.#timer)
    if (this.#isOpen) this.#timer = setTimeout(() => void this.open().catch(this.#notOpened), REOPEN_MS).unref()
  }

  readonly #notOpened = (): void => {
    this.#release()
    this.#openLater()
  }

  #release(): void {
    const client = this.#client
    this.#client = undefined
    client?.removeListener('error', this.#lost)
    client?.removeListener('notification', this.#heard)
    client?.on('error', () => {}) // It is closed for good; what it still complains of is known.
    client?.release(true)
  }
}

/** What is no batch of ours is passed over: listeners fill the gap by reading. */
function batchOf(text: string): z.output<typeof Batch> {
  try {
    return Batch.parse(JSON.parse(text))
  } catch {
    return []
  }
}

/** The text in parts short enough for a NOTIFY, each with where it belongs. In pure ASCII, so that characters are bytes. */
function partsOf(me: string, text: string): string[] {
  const plain = text.replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const batch = randomBytes(6).toString('hex')
  const count = Math.ceil(plain.length / LONGEST_PART)
  const part = (index: number) => plain.slice(index * LONGEST_PART, (index + 1) * LONGEST_PART)
  return Array.from({ length: count }, (_, index) => `${me}:${batch}:${index}:${count}:${part(index)}`)
}

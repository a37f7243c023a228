/** Connections kept for reads. A look is sent whole, so looks of many requests follow one another on the same line without waiting for it. */
import pg from 'pg'
import { gather } from './wire.ts'

/** What is sent together and answered together: the way in, the one statement, and the end. */
export interface Look {
  enter: string
  statement: { name: string | undefined; text: string; values: unknown[] }
}

interface Line {
  client: pg.Client
  ready: Promise<unknown>
  underWay: number
}

const LINES = 6
/** A read that takes longer would hold up those behind it. */
const LONGEST_READ_MS = 15_000

/** A few lines to one database, opened when they are first needed. */
export class LookLines {
  readonly #config: pg.ClientConfig
  #lines: Line[] = []

  constructor(config: pg.ClientConfig) {
    this.#config = { ...config, statement_timeout: LONGEST_READ_MS }
  }

  /** Sends the look on the line with the least to do. The database refuses a write in it. */
  async send({ enter, statement }: Look): Promise<pg.QueryResult> {
    const line = this.#leastBusy()
    line.underWay++
    try {
      await line.ready
      const [entered, read] = await Promise.allSettled(together(line.client, enter, statement))
      if (entered?.status === 'rejected') throw entered.reason
      if (read?.status !== 'fulfilled') throw read?.reason
      return read.value
    } finally {
      line.underWay--
    }
  }

  async close(): Promise<void> {
    const closing = this.#lines
    this.#lines = []
    await Promise.all(closing.map(({ client }) => client.end()))
  }

  #leastBusy(): Line {
    const [first, ...rest] = this.#lines
    const least = rest.reduce((best, line) => (line.underWay < (best?.underWay ?? 0) ? line : best), first)
    return least && (least.underWay === 0 || this.#lines.length === LINES) ? least : this.#open()
  }

  #open(): Line {
    const client = new pg.Client(this.#config)
    const line: Line = { client, ready: client.connect(), underWay: 0 }
    const drop = () => {
      this.#lines = this.#lines.filter((each) => each !== line)
    }
    line.ready.catch(drop)
    client.once('error', drop)
    client.once('end', drop)
    client.on('error', () => {}) // The looks under way are told; the next one opens a new line.
    this.#lines.push(line)
    return line
  }
}

/** All three in one write to the socket. */
function together(client: pg.Client, enter: string, statement: Look['statement']): Array<Promise<pg.QueryResult>> {
  gather(client)
  return [client.query(enter), client.query(statement), client.query('commit')]
}

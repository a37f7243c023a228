/** How the benches measure: in turns against a limit taken in the same run, told as one JSON line a figure. */
import autocannon from 'autocannon'

export interface Figure {
  name: string
  value: number
  unit: string
  /** What the value is measured against, where it is a ratio. */
  of?: string
}

/** Prints one figure as one line of JSON. */
export function tell(figure: Figure): void {
  process.stdout.write(`${JSON.stringify({ ...figure, value: rounded(figure.value) })}\n`)
}

/** Runs both in turn, several rounds, and returns the median of each: a slow moment of the machine meets both. */
export async function inTurns(
  rounds: number,
  ours: () => Promise<number>,
  limit: () => Promise<number>,
): Promise<{ ours: number; limit: number }> {
  const [left, right]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    right.push(await limit())
    left.push(await ours())
  }
  return { ours: median(left), limit: median(right) }
}

/** Requests a second with 16 connections, for three seconds or this many requests. Throws when an answer is not 2xx. */
export async function load(what: { url: string; requests: autocannon.Request[]; amount?: number }): Promise<number> {
  const { url, requests, amount } = what
  const since = performance.now()
  const result = await autocannon({
    url,
    requests,
    connections: 16,

    ...(amount ? { amount } : { duration: 3 }),
  })
  if (result.non2xx > 0 || result.errors > 0) {
    const told = Object.entries(result.statusCodeStats ?? {}).map(([status, { count }]) => `${count} × ${status}`)
    throw new Error(`${url}: not all went well: ${told.join(', ')}, ${result.errors} errors`)
  }
  return result.requests.total / ((performance.now() - since) / 1000)
}

export function median(values: number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** The value below which this share of the values lies. */
export function percentile(values: number[], share: number): number {
  return (
    values.toSorted((left, right) => left - right)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
    Number.NaN
  )
}

/** To two decimals. */
export function round(value: number): number {
  return Math.round(value * 100) / 100
}

function rounded(value: number): number {
  return Number(value.toPrecision(4))
}

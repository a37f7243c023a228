/** Who may run now: few at once, fewer of each workspace, and the workspaces in turn. */

interface Limits {
  all: number
  each: number
  /** How many of one key may wait. */
  waiting: number
}

export interface FairTurns {
  /** Resolves when it is this key's turn, with what gives the turn back; null when too many of the key wait already. */
  take: (key: string) => Promise<(() => void) | null>
}

export function fairTurns({ all, each, waiting: most }: Limits): FairTurns {
  const running = new Map<string, number>()
  const waiting = new Map<string, Array<() => void>>()
  const count = (key: string) => running.get(key) ?? 0
  let total = 0

  const begin = (key: string): (() => void) => {
    total++
    running.set(key, count(key) + 1)
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      total--
      if (count(key) === 1) running.delete(key)
      else running.set(key, count(key) - 1)
      callNext()
    }
  }

  /** Who was called goes to the end of the row, so that many of one key do not stand before one of another. */
  const callNext = () => {
    while (total < all) {
      const key = [...waiting.keys()].find((other) => count(other) < each)
      if (key === undefined) return
      const [call, ...rest] = waiting.get(key) ?? []
      waiting.delete(key)
      if (rest.length > 0) waiting.set(key, rest)
      call?.()
    }
  }

  return {
    async take(key) {
      if (total < all && count(key) < each) return begin(key)
      const row = waiting.get(key) ?? []
      if (row.length >= most) return null
      return new Promise((resolve) => {
        waiting.set(key, [...row, () => resolve(begin(key))])
      })
    },
  }
}

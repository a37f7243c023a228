/** Lets work of a workspace gather while some of it is on its way, so that what comes together shares one transaction. */

const MOST_AT_ONCE = 100

interface Waiting<T, R> {
  item: T
  done: (result: R) => void
  failed: (error: unknown) => void
}

/** `work` gives a result for each item, in their order; where it throws, all that were given fail. */
export function gathering<T, R>(
  work: (workspaceId: string, items: T[]) => Promise<R[]>,
): (workspaceId: string, item: T) => Promise<R> {
  const queues = new Map<string, Array<Waiting<T, R>>>()

  async function workOff(workspaceId: string, queue: Array<Waiting<T, R>>): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.splice(0, MOST_AT_ONCE)
      try {
        const results = await work(
          workspaceId,
          batch.map(({ item }) => item),
        )
        for (const [index, result] of results.entries()) batch[index]?.done(result)
      } catch (error) {
        for (const { failed } of batch) failed(error)
      }
    }
    queues.delete(workspaceId)
  }

  return (workspaceId, item) =>
    new Promise((done, failed) => {
      const known = queues.get(workspaceId)
      if (known) return void known.push({ item, done, failed })
      const queue = [{ item, done, failed }]
      queues.set(workspaceId, queue)
      void workOff(workspaceId, queue)
    })
}

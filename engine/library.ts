/** The flows of a bot as a turn may reach them: those that running chats stay on, and those that are published now. */
import type { RunnableFlow } from './flow.ts'

export interface Library {
  /** where a chat begins */
  main: RunnableFlow
  /** a version that some chat still runs */
  version(version: string): RunnableFlow | undefined
  /** what is published of a flow now */
  flow(id: string): RunnableFlow | undefined
  /** every published flow, the main one first: the order in which their keywords are tried */
  all: readonly RunnableFlow[]
  /** whether a chat may write fields of the bot */
  fillsBot: boolean
}

/** A library of these published flows, and of older versions that chats still run. */
export function libraryOf(
  main: RunnableFlow,
  others: readonly RunnableFlow[] = [],
  older: readonly RunnableFlow[] = [],
): Library {
  const all = [main, ...others]
  const byVersion = new Map([...older, ...all].map((flow) => [flow.version, flow]))
  const byId = new Map(all.map((flow) => [flow.id, flow]))
  const fillsBot = [...byVersion.values()].some((flow) => flow.fillsBot)
  return { main, all, version: (version) => byVersion.get(version), flow: (id) => byId.get(id), fillsBot }
}

/** A starter of ours as if it were a packed bot. */
import { uuidv7 } from 'uuidv7'
import { type NamedFlow, packBot, unpackBot } from '../../engine/pack/pack.ts'
import type { BotPackage } from '../../engine/pack/package.ts'
import { flowsOf, type Starter } from '../../engine/starters.ts'
import { DEFAULT_FLOW_THEME } from '../../shared/flow-theme.ts'

export function packStarter(starter: Starter): BotPackage {
  const { name, fields = [] } = starter
  const source = { name, theme: DEFAULT_FLOW_THEME, flows: flowsOf(starter), fields: [...fields] }
  return packBot(source, { emails: [] }).package
}

/** Its flows under ids of their own. A starter names nothing of any workspace, so there is nothing to report. */
export function freshFlows(starter: Starter): NamedFlow[] {
  const nothing = { workspaceId: '', members: [], integrations: [], secrets: [], isCodeAllowed: false }
  return unpackBot(packStarter(starter), { ...nothing, newId: uuidv7 }).flows
}

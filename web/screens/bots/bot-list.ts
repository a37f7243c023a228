/** The bots of the workspace: the query that lists them, and what is heard when one changes. */
import type { Bot } from '../../../shared/bots.ts'
import { $api, refresh } from '../../api.ts'
import { useLive } from '../../live.ts'
import { useWorkspace } from '../../me.ts'

const HEARD = [
  'bot.created',
  'bot.updated',
  'bot.deleted',
  'flow.saved',
  'flow.published',
  'flow.rolled-back',
  'channel.connected',
  'channel.disconnected',
]

/** All bots of the workspace that I may see, kept fresh. A workspace has few of them: they come on one page. */
export function useBots() {
  const { id } = useWorkspace()
  useLive(HEARD, () => refreshBots())
  return $api.useQuery('get', '/api/workspaces/{workspace}/bots', {
    params: { path: { workspace: id }, query: { limit: 100 } },
  })
}

/** After a bot was made, changed or taken away; the figures in /api/me follow. */
export function refreshBots(): Promise<void> {
  return refresh(
    '/api/workspaces/{workspace}/bots',
    '/api/workspaces/{workspace}/bots/{bot}',
    '/api/workspaces/{workspace}/usage',
    '/api/me',
  )
}

/** What I may do with a bot, by role (`may`) and by the access I have to it (M3). */
export function hasPower(bot: Pick<Bot, 'power'>, power: 'editor' | 'agent'): boolean {
  return bot.power === 'complete' || bot.power === power
}

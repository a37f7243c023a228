/** Pauses a bot or lets it speak again, with a way back. */
import { useLingui } from '@lingui/react/macro'
import type { Bot } from '../../../shared/bots.ts'
import { $api } from '../../api.ts'
import { problemToast, undoToast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'
import { refreshBots } from './bot-list.ts'

type Target = Pick<Bot, 'id' | 'name' | 'status'>

export function useChangeStatus(): (bot: Target) => void {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const change = $api.useMutation('patch', '/api/workspaces/{workspace}/bots/{bot}', {
    onSuccess: refreshBots,
    onError: problemToast,
  })
  const set = (bot: Target, status: Bot['status'], onSuccess?: () => void) =>
    change.mutate({ params: { path: { workspace: id, bot: bot.id } }, body: { status } }, { onSuccess })
  return (bot) => {
    const { name, status } = bot
    const next = status === 'live' ? 'paused' : 'live'
    set(bot, next, () =>
      undoToast(next === 'paused' ? t`${name} is paused and says nothing` : t`${name} is live`, () => set(bot, status)),
    )
  }
}

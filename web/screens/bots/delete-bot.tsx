/** Takes a bot away after its name was typed. */
import { Trans, useLingui } from '@lingui/react/macro'
import type { Bot } from '../../../shared/bots.ts'
import { $api } from '../../api.ts'
import { ConfirmByName } from '../../kit/confirm-by-name.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'
import { refreshBots } from './bot-list.ts'

interface DeleteBotProps {
  bot: Pick<Bot, 'id' | 'name'> | null
  onClose: () => void
  onDeleted?: () => void
}

export function DeleteBot({ bot, onClose, onDeleted }: DeleteBotProps) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const name = bot?.name ?? ''
  const remove = $api.useMutation('delete', '/api/workspaces/{workspace}/bots/{bot}', {
    onSuccess: async () => {
      onClose()
      toast(t`${name} deleted`)
      onDeleted?.()
      await refreshBots()
    },
  })
  const close = () => {
    remove.reset()
    onClose()
  }
  return (
    <ConfirmByName
      isOpen={bot !== null}
      onClose={close}
      title={t`Delete ${name}?`}
      consequences={[
        t`The bot falls silent at once, wherever it is embedded.`,
        t`Its chat page and its web chat stop working.`,
        t`Its conversations are no longer shown in live chat.`,
      ]}
      name={name}
      verb={t`Delete bot`}
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => bot && remove.mutate({ params: { path: { workspace: id, bot: bot.id } } })}
    >
      <Trans>To silence it only for a while, pause it instead.</Trans>
    </ConfirmByName>
  )
}

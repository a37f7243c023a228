/** Makes a bot of one of our own templates, and opens it. */
import { useLingui } from '@lingui/react/macro'
import { useRouter } from '@tanstack/react-router'
import type { NewBot } from '../../../shared/bots.ts'
import { $api } from '../../api.ts'
import { toast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'
import { refreshBots } from './bot-list.ts'

export function useCreate(onError: (error: unknown) => void) {
  const { t } = useLingui()
  const router = useRouter()
  const { id } = useWorkspace()
  const create = $api.useMutation('post', '/api/workspaces/{workspace}/bots', {
    onSuccess: async (bot) => {
      const { name } = bot
      await refreshBots()
      toast(t`${name} created. Try it, then publish it.`)
      router.history.push(`/w/${id}/bots/${bot.id}`)
    },
    onError,
  })
  return {
    isPending: create.isPending,
    make: (body: NewBot) => create.mutate({ params: { path: { workspace: id } }, body }),
  }
}

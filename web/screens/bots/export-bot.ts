/** Takes a bot out as a file, and makes a copy of it. */
import { useLingui } from '@lingui/react/macro'
import { useRouter } from '@tanstack/react-router'
import type { Bot } from '../../../shared/bots.ts'
import { $api, api } from '../../api.ts'
import { problemToast, toast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'
import { refreshBots } from './bot-list.ts'

/** Saves the file as the browser saves any other. */
export function useExport(): (bot: Pick<Bot, 'id' | 'name'>) => Promise<void> {
  const { t } = useLingui()
  const { id } = useWorkspace()
  return async (bot) => {
    const { name } = bot
    try {
      const path = { workspace: id, bot: bot.id }
      const { data } = await api.GET('/api/workspaces/{workspace}/bots/{bot}/export', { params: { path } })
      save(`${fileNameOf(name)}.switchboard.json`, JSON.stringify(data, null, 2))
      toast(t`${name} exported, without secrets and people`)
    } catch (error) {
      problemToast(error)
    }
  }
}

export function useCopy(): (bot: Pick<Bot, 'id' | 'name'>) => void {
  const { t } = useLingui()
  const router = useRouter()
  const { id } = useWorkspace()
  const copy = $api.useMutation('post', '/api/workspaces/{workspace}/bots/{bot}/copy', {
    onSuccess: async (made) => {
      const { name } = made
      await refreshBots()
      toast(t`${name} created as a draft`)
      router.history.push(`/w/${id}/bots/${made.id}`)
    },
    onError: problemToast,
  })
  return (bot) => {
    const name = t`${bot.name.slice(0, 60)} (copy)`
    copy.mutate({ params: { path: { workspace: id, bot: bot.id } }, body: { name } })
  }
}

function save(fileName: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** What every file system takes. */
function fileNameOf(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '')
  return plain.slice(0, 60) || 'bot'
}

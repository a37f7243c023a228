/** Tells the test what the workspace and the bot are really like. */
import { useEffect } from 'react'
import { ALWAYS_OPEN, BusinessHours } from '../../../../engine/values/business-hours.ts'
import { $api } from '../../../api.ts'
import { useWorkspace } from '../../../me.ts'
import { useFields, useWorkspaceDetails } from '../inspector/from-server.ts'
import { useEditor } from '../store/use-editor.ts'
import type { Trial } from './trial.ts'

/** Gives the zone of the workspace. */
export function useAround(trial: Trial): string {
  const { id, name } = useWorkspace()
  const { botId } = useEditor((state) => state.place)
  const bot = $api.useQuery('get', '/api/workspaces/{workspace}/bots/{bot}', {
    params: { path: { workspace: id, bot: botId } },
  }).data
  const workspace = useWorkspaceDetails()
  const fields = useFields(botId)
  const timezone = workspace?.timezone ?? 'UTC'
  useEffect(() => {
    const hours = BusinessHours.safeParse(
      workspace && 'businessHours' in workspace ? workspace.businessHours : undefined,
    )
    trial.setAround({
      botId,
      botName: bot?.name ?? '',
      workspaceId: id,
      workspaceName: name,
      timezone,
      hours: hours.success ? hours.data : ALWAYS_OPEN,
      chatUrl: bot?.pageUrl ?? '',
      kinds: Object.fromEntries(
        fields.map((field) => [field.scope === 'bot' ? `bot.${field.name}` : field.name, field.kind]),
      ),
    })
  }, [trial, id, name, botId, bot, workspace, fields, timezone])
  return timezone
}

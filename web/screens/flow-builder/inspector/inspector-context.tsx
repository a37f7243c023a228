/** Gives the forms what they know around them, from the flow under edit and from the bot. */
import { type ReactNode, useMemo } from 'react'
import { CHANNEL_LIMITS } from '../../../../shared/channel-limits.ts'
import { $api } from '../../../api.ts'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import { useStepWords } from '../words/step-words.ts'
import { FormContext, type FormContextValue } from './form-context.ts'
import { useFields, useWorkspaceDetails } from './from-server.ts'
import { useKnownValues } from './known-values.ts'

export function InspectorContext({ children }: { children: ReactNode }) {
  const editor = useEditorStore()
  const flow = useEditor((state) => state.flow)
  const place = useEditor((state) => state.place)
  const isReadOnly = useEditor((state) => state.isReadOnly)
  const selected = useEditor((state) => state.selection.at(-1)) ?? ''
  const { full } = useStepWords()
  const values = useKnownValues(flow, useFields(place.botId))
  const timezone = useWorkspaceDetails()?.timezone ?? 'UTC'
  const channels = useChannels(place)
  const { steps } = flow
  const targets = useMemo(() => Object.entries(steps).map(([id, step]) => ({ id, title: full(step) })), [steps, full])
  const context = useMemo(
    (): FormContextValue => ({
      ...place,
      stepId: selected,
      isReadOnly,
      targets: targets.filter(({ id }) => id !== selected),
      values,
      channels,
      timezone,
      addStepFrom: (handle) => editor.ask({ kind: 'palette', from: { stepId: selected, handle } }),
      goTo: (id) => editor.goTo(id),
    }),
    [place, selected, isReadOnly, targets, values, channels, timezone, editor],
  )
  return <FormContext value={context}>{children}</FormContext>
}

/** An omni bot may speak on all of them, now or later. */
function useChannels({ workspaceId, botId }: { workspaceId: string; botId: string }): readonly string[] {
  const path = { workspace: workspaceId, bot: botId }
  const bot = $api.useQuery('get', '/api/workspaces/{workspace}/bots/{bot}', { params: { path } }).data
  return useMemo(() => (bot?.kind === 'page' ? bot.channels : Object.keys(CHANNEL_LIMITS)), [bot])
}

/** A template at a glance: the picture of its main flow, and its first messages, said by the real engine. */
import { Trans } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { useMemo } from 'react'
import { BotPackage } from '../../../engine/pack/package.ts'
import { ALWAYS_OPEN } from '../../../engine/values/business-hours.ts'
import type { Content } from '../../../shared/messages.ts'
import { ContentView } from '../../kit/content.tsx'
import { useReader } from '../../kit/reader.ts'
import { useWorkspace } from '../../me.ts'
import { takeTurn } from '../flow-builder/test/take-turn.ts'
import { trialFlows } from '../flow-builder/test/trial-flows.ts'
import { FIRST_AS_IF, freshTrial } from '../flow-builder/test/trial-state.ts'
import { FlowThumbnail } from '../templates/flow-thumbnail.tsx'
import type { Preview } from '../templates/gallery.ts'
import classes from './bots.module.css'

export function TemplatePreview({ preview, botName }: { preview: Preview; botName: string }) {
  const { id, name } = useWorkspace()
  const { timezone } = useReader()
  const contents = useMemo(() => BotPackage.parse(preview.package), [preview])
  const main = contents.flows.find(({ isMain }) => isMain) ?? contents.flows[0]
  const called = botName.trim() || 'Botty'
  const said = useMemo(() => {
    const around = { botId: '', botName: called, workspaceId: id, workspaceName: name, timezone }
    return firstWords(contents, around)
  }, [contents, called, id, name, timezone])
  return (
    <div className={classes.preview}>
      {main && <FlowThumbnail flow={main.flow} />}
      <Text size="xs" c="dimmed" fw={500} mt={12}>
        <Trans>It begins like this</Trans>
      </Text>
      <div className={classes.said}>
        {said.map(({ key, content }) => (
          <ContentView key={key} content={content} />
        ))}
      </div>
    </div>
  )
}

interface Place {
  botId: string
  botName: string
  workspaceId: string
  workspaceName: string
  timezone: string
}

function firstWords({ flows, fields }: BotPackage, place: Place): Array<{ key: number; content: Content }> {
  const main = flows.find(({ isMain }) => isMain) ?? flows[0]
  if (!main) return []
  const others = new Map(flows.map(({ key, flow }) => [key, flow]))
  const botFields = Object.fromEntries(
    fields.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
  )
  const { lines } = takeTurn(freshTrial({ ...FIRST_AS_IF, botFields }), {
    flows: trialFlows(main.key, main.flow, others),
    event: { kind: 'start' },
    around: { ...place, hours: ALWAYS_OPEN, chatUrl: '', kinds: {} },
    now: new Date(),
  })
  return lines.flatMap((line) => (line.kind === 'bot' ? [{ key: line.key, content: line.content }] : [])).slice(0, 4)
}

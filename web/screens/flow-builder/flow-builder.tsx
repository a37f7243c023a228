/** The flow builder: a bot's flows on a canvas, with a form for each step, a test, and what is wrong. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { getRouteApi } from '@tanstack/react-router'
import { ReactFlowProvider } from '@xyflow/react'
import { useEffect, useState } from 'react'
import type { Bot } from '../../../shared/bots.ts'
import type { FlowInfo } from '../../../shared/flows.ts'
import { $api } from '../../api.ts'
import { NotFound } from '../../frame/not-found.tsx'
import { useLate } from '../../kit/late.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { Time } from '../../kit/time.tsx'
import { useLive } from '../../live.ts'
import { useMay, useWorkspace } from '../../me.ts'
import { BotPage } from '../bot/bot-page.tsx'
import { hasPower } from '../bots/bot-list.ts'
import { Announcer } from './announcer.tsx'
import { BuilderBar, type View } from './bar/builder-bar.tsx'
import { Body } from './body.tsx'
import classes from './frame.module.css'
import { Live } from './live.tsx'
import { usePresence } from './presence/presence.ts'
import { Conflict } from './saving/conflict.tsx'
import { refreshFlows, useDraft } from './saving/draft.ts'
import type { Stored } from './saving/draft-api.ts'
import { useOpened } from './saving/opened.ts'
import { type Offer, useKept } from './saving/use-kept.ts'
import { createEditor } from './store/editor.ts'
import { EditorContext, useEditorStore } from './store/use-editor.ts'

const route = getRouteApi('/frame/w/$workspaceId/bots/$botId')

export function FlowBuilder() {
  return <BotPage width="bleed">{(bot) => <WithFlows key={bot.id} bot={bot} />}</BotPage>
}

function WithFlows({ bot }: { bot: Bot }) {
  const { id: workspace } = useWorkspace()
  const { flow: wanted } = route.useSearch()
  useLive(
    ['flow.created', 'flow.renamed', 'flow.deleted', 'flow.published', 'flow.rolled-back'],
    () => void refreshFlows(),
  )
  const flows = $api.useQuery('get', '/api/workspaces/{workspace}/bots/{bot}/flows', {
    params: { path: { workspace, bot: bot.id } },
  })
  const flowId = wanted ?? bot.mainFlowId
  if (flows.error && !flows.data) return <Failed error={flows.error} onRetry={() => void flows.refetch()} />
  if (flows.data && !flows.data.data.some(({ id }) => id === flowId)) return <NotFound />
  return <Opening key={flowId} bot={bot} flowId={flowId} flows={flows.data?.data} />
}

interface OpeningProps {
  bot: Bot
  flowId: string
  flows: readonly FlowInfo[] | undefined
}

/** Reads the draft, and lays it out where it was never laid out. */
function Opening({ bot, flowId, flows }: OpeningProps) {
  const { id: workspaceId } = useWorkspace()
  const opened = useOpened({ workspaceId, botId: bot.id, flowId })
  const flow = flows?.find(({ id }) => id === flowId)
  if (opened.error) return <Failed error={opened.error} onRetry={opened.retry} />
  return opened.stored && flows && flow ? (
    <Loaded bot={bot} flows={flows} flow={flow} first={opened.stored} />
  ) : (
    <Waiting />
  )
}

interface LoadedProps {
  bot: Bot
  flows: readonly FlowInfo[]
  flow: FlowInfo
  first: Stored
}

function Loaded({ bot, flows, flow, first }: LoadedProps) {
  const { id: workspaceId } = useWorkspace()
  const isReadOnly = !useMay('flows:edit') || !hasPower(bot, 'editor')
  const [editor] = useState(() =>
    createEditor({
      place: { workspaceId, botId: bot.id, flowId: flow.id },
      flow: first.flow,
      isMain: flow.isMain,
      isReadOnly,
      side: !isReadOnly && window.matchMedia('(min-width: 80em)').matches ? 'blocks' : null,
    }),
  )
  useEffect(() => editor.setReadOnly(isReadOnly), [editor, isReadOnly])
  return (
    <EditorContext value={editor}>
      <ReactFlowProvider>
        <Builder bot={bot} flows={flows} flow={flow} first={first} />
      </ReactFlowProvider>
    </EditorContext>
  )
}

function Builder({ bot, flows, flow, first }: LoadedProps) {
  const editor = useEditorStore()
  const draft = useDraft(editor, first)
  const isSmall = useMediaQuery('(max-width: 59.99em)', false, { getInitialValueInEffect: false }) ?? false
  const [view, setView] = useState<View>('outline')
  const kept = useKept(editor, first)
  const { show } = route.useSearch()
  const live = show === 'live' ? flow.publishedVersion : null
  usePresence()
  useFirstView()
  return (
    <div className={classes.builder} data-builder>
      <BuilderBar
        bot={bot}
        draft={draft}
        flows={flows}
        flow={flow}
        view={isSmall ? view : null}
        onView={setView}
        isLive={live !== null}
      />
      {live === null ? (
        <>
          {kept && <Kept offer={kept} />}
          <Body isSmall={isSmall} view={view} />
          <Announcer />
        </>
      ) : (
        <Live key={live.id} versionId={live.id} isMain={flow.isMain} isSmall={isSmall} view={view} />
      )}
      <Conflict draft={draft} />
    </div>
  )
}

/** Changes of an earlier visit that never reached the server. */
function Kept({ offer }: { offer: Offer }) {
  const { t } = useLingui()
  const when = <Time at={offer.at} show="relative" />
  return (
    <Alert color="yellow" className={classes.kept ?? ''} title={t`Changes of an earlier visit were not saved`}>
      <Group justify="space-between" gap="xs">
        <span>
          <Trans>They were made {when} and are kept in this browser.</Trans>
        </span>
        <Group gap="xs">
          <Button size="xs" onClick={offer.restore}>
            <Trans>Bring them back</Trans>
          </Button>
          <Button size="xs" variant="default" onClick={offer.discard}>
            <Trans>Discard</Trans>
          </Button>
        </Group>
      </Group>
    </Alert>
  )
}

/** Opens at the step of the address. */
function useFirstView(): void {
  const editor = useEditorStore()
  const { step } = route.useSearch()
  const [first] = useState(step)
  useEffect(() => {
    if (first && editor.get().flow.steps[first]) editor.goTo(first)
  }, [editor, first])
}

function Failed(props: { error: unknown; onRetry: () => void }) {
  return (
    <div className={classes.waiting}>
      <ProblemNote {...props} />
    </div>
  )
}

function Waiting() {
  const isLate = useLate()
  return (
    <div className={classes.waiting}>
      <Skeleton height="100%" visible={isLate} />
    </div>
  )
}

/** The flow of a bot as an ordered list of steps, each with its form; beside it a chat that runs what is being written. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Drawer, Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconMessageCircle } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { check } from '../../../engine/check.ts'
import type { Flow } from '../../../engine/flow.ts'
import type { Bot } from '../../../shared/bots.ts'
import { $api } from '../../api.ts'
import { useLate } from '../../kit/late.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { UnsavedGuard } from '../../kit/save-bar.tsx'
import { useMay, useWorkspace } from '../../me.ts'
import { hasPower } from '../bots/bot-list.ts'
import { BotPage } from './bot-page.tsx'
import { Conflict } from './conflict.tsx'
import { type DraftState, type Stored, storedOf, useDraft } from './draft.ts'
import classes from './flow.module.css'
import { FlowContext } from './flow-context.ts'
import { orderedSteps, titleOf } from './flow-order.ts'
import { fieldsIn } from './known-names.ts'
import { ProblemSummary } from './problem-summary.tsx'
import { Publish } from './publish.tsx'
import { SaveState } from './save-state.tsx'
import { StepList } from './step-list.tsx'
import { TestPanel } from './test-panel.tsx'

export function BotFlow() {
  return <BotPage width="full">{(bot) => <LoadedFlow key={bot.id} bot={bot} />}</BotPage>
}

function LoadedFlow({ bot }: { bot: Bot }) {
  const { id } = useWorkspace()
  const isLate = useLate()
  const draft = $api.useQuery(
    'get',
    '/api/workspaces/{workspace}/bots/{bot}/flow',
    { params: { path: { workspace: id, bot: bot.id } } },
    { gcTime: 0, staleTime: 0, refetchOnWindowFocus: false },
  )
  const [first, setFirst] = useState<Stored | null>(null)
  if (!first && draft.data && !draft.isFetching) setFirst(storedOf(draft.data))
  if (first) return <FlowEditor bot={bot} first={first} />
  return draft.error ? (
    <ProblemNote error={draft.error} onRetry={() => void draft.refetch()} />
  ) : (
    <Skeleton height={320} visible={isLate} />
  )
}

function FlowEditor({ bot, first }: { bot: Bot; first: Stored }) {
  const mayEdit = useMay('flows:edit') && hasPower(bot, 'editor')
  const draft = useDraft(bot.id, first)
  const { flow } = draft
  const { step } = useSearch({ from: '/frame/w/$workspaceId/bots/$botId' })
  const [openId, setOpenId] = useState<string | null>(step ?? null)
  const [waitingAt, setWaitingAt] = useState<string | null>(null)
  const problems = useMemo(() => check(flow).problems, [flow])
  return (
    <FlowContext value={useKnown(flow, !mayEdit)}>
      <UnsavedGuard isDirty={draft.isDirty} />
      <div className={classes.top}>
        <Conflict draft={draft} />
        <ProblemNote error={draft.error} onRetry={() => void draft.save()} />
        <Bar bot={bot} draft={draft} mayEdit={mayEdit}>
          <ProblemSummary problems={problems} onOpen={setOpenId} />
        </Bar>
      </div>
      <div className={classes.layout}>
        <StepList
          flow={flow}
          problems={problems}
          onChange={draft.change}
          openId={openId}
          onOpen={setOpenId}
          waitingAt={waitingAt}
        />
        <Test flow={flow} bot={bot} onWait={setWaitingAt} />
      </div>
    </FlowContext>
  )
}

function useKnown(flow: Flow, isReadOnly: boolean) {
  return useMemo(() => {
    const steps = orderedSteps(flow).map(({ id }) => ({ value: id, label: titleOf(id) }))
    return { steps, fields: fieldsIn(flow), isReadOnly }
  }, [flow, isReadOnly])
}

interface BarProps {
  bot: Bot
  draft: DraftState
  mayEdit: boolean
  children: React.ReactNode
}

function Bar({ bot, draft, mayEdit, children }: BarProps) {
  return (
    <div className={classes.bar}>
      <div className={classes.barWords}>
        <SaveState draft={draft} />
        {children}
      </div>
      {mayEdit && <Publish bot={bot} draft={draft} />}
    </div>
  )
}

interface TestProps {
  flow: Flow
  bot: Bot
  onWait: (stepId: string | null) => void
}

/** Beside the steps where there is room, else behind a button. */
function Test(props: TestProps) {
  const { t } = useLingui()
  const hasRoom = useMediaQuery('(min-width: 70em)', true, { getInitialValueInEffect: false })
  const [isOpen, setOpen] = useState(false)
  if (hasRoom) return <TestPanel {...props} />
  return (
    <>
      <Button
        className={classes.testButton}
        size="md"
        leftSection={<IconMessageCircle size={18} />}
        onClick={() => setOpen(true)}
      >
        <Trans>Try it</Trans>
      </Button>
      <Drawer opened={isOpen} onClose={() => setOpen(false)} position="right" size={420} title={t`Try it`} padding="md">
        <TestPanel {...props} isInDrawer />
      </Drawer>
    </>
  )
}

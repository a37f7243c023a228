/** Who answers at this moment, and the way to change it; a collision is told in words (B6). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconHeadset, IconRobot } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { z } from 'zod'
import type { Conversation } from '../../../shared/conversations.ts'
import { useProblemWords } from '../../kit/problem.tsx'
import { useWorkspace } from '../../me.ts'
import { Problem } from '../../problem.ts'
import { useConversationChanges } from './conversation-changes.ts'
import classes from './handler-banner.module.css'

interface HandlerBannerProps {
  conversation: Conversation
  mayAnswer: boolean
  problem: unknown
  onProblem: (error: unknown) => void
}

export function HandlerBanner({ conversation, mayAnswer, problem, onProblem }: HandlerBannerProps) {
  return (
    <div role="status">
      <Collision problem={problem} />
      <Who conversation={conversation} mayAnswer={mayAnswer} onProblem={onProblem} />
    </div>
  )
}

function Who({ conversation, mayAnswer, onProblem }: Omit<HandlerBannerProps, 'problem'>) {
  const { memberId } = useWorkspace()
  const { takeOver, giveBack, isBusy } = useConversationChanges(conversation, onProblem)
  const { status, handler, assignee, botName } = conversation
  const take = mayAnswer && (
    <Button size="xs" loading={isBusy} onClick={takeOver}>
      <Trans>Take over</Trans>
    </Button>
  )
  const give = mayAnswer && (
    <Button size="xs" variant="default" loading={isBusy} onClick={giveBack}>
      <Trans>Give back to the bot</Trans>
    </Button>
  )
  if (status === 'resolved')
    return (
      <Banner tone="off" icon={<IconCheck size={16} />}>
        <Trans>Resolved. If the person writes again, the bot answers.</Trans>
      </Banner>
    )
  if (handler === 'bot')
    return (
      <Banner tone="bot" icon={<IconRobot size={16} />} action={take}>
        <Trans>{botName} answers.</Trans>
      </Banner>
    )
  if (!assignee)
    return (
      <Banner tone="waiting" icon={<IconHeadset size={16} />} action={take}>
        <Trans>The bot is silent: this waits for somebody of the team.</Trans>
      </Banner>
    )
  const { name } = assignee
  return (
    <Banner tone="team" icon={<IconHeadset size={16} />} action={give}>
      {assignee.id === memberId ? (
        <Trans>The bot is silent: you answer.</Trans>
      ) : (
        <Trans>The bot is silent: {name} answers.</Trans>
      )}
    </Banner>
  )
}

interface BannerProps {
  tone: 'bot' | 'team' | 'waiting' | 'off' | 'collision'
  icon: ReactNode
  action?: ReactNode
  children: ReactNode
}

function Banner({ tone, icon, action, children }: BannerProps) {
  return (
    <div className={classes.banner} data-tone={tone}>
      {icon}
      <span className={classes.words}>{children}</span>
      {action}
    </div>
  )
}

const Holder = z.object({ assignee: z.object({ name: z.string() }) })

/** Somebody was quicker, or it could not be done. */
function Collision({ problem }: { problem: unknown }) {
  const { t } = useLingui()
  const words = useProblemWords()
  if (!problem) return null
  const holder = problem instanceof Problem && problem.status === 409 ? Holder.safeParse(problem.more).data : undefined
  const name = holder?.assignee.name
  const { title, advice } = words(problem)
  return (
    <Banner tone="collision" icon={<IconAlertTriangle size={16} />}>
      {name
        ? t`${name} was quicker and has this conversation. Give it back or assign it to yourself to answer.`
        : `${title}. ${advice}`}
    </Banner>
  )
}

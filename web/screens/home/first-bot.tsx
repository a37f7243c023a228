/** What an empty workspace shows: a bot to begin with, or samples to look around in. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Card, Text, Title } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { Link, useRouter } from '@tanstack/react-router'
import { $api, refresh } from '../../api.ts'
import { Drawing } from '../../kit/drawings.tsx'
import { LinkAnchor } from '../../kit/links.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { useMe, useWorkspace } from '../../me.ts'
import { STARTER_WORDS } from '../bots/bot-words.ts'
import classes from './home.module.css'

export function FirstBot() {
  return (
    <>
      <section className={classes.first}>
        <Drawing name="bots" />
        <Title order={2}>
          <Trans>Create your first bot</Trans>
        </Title>
        <Text c="dimmed" ta="center" maw={460}>
          <Trans>
            Pick what it should begin with. You can try it before anybody else sees it, and change every word.
          </Trans>
        </Text>
        <Starters />
      </section>
      <Samples />
    </>
  )
}

/** A few of many, for what most begin with. */
const FIRST = ['welcome', 'questions', 'support', 'appointment', 'feedback', 'blank']

function Starters() {
  const { id } = useWorkspace()
  const { _ } = useWords()
  return (
    <>
      <ul className={classes.starters}>
        {FIRST.map((starter) => {
          const words = STARTER_WORDS[starter]
          return (
            <li key={starter}>
              <Link
                to="/w/$workspaceId/bots"
                params={{ workspaceId: id }}
                search={starter === 'blank' ? { create: true, from: 'blank' } : { create: starter }}
                className={classes.starter}
              >
                <span className={classes.starterName}>
                  {words ? _(words.name) : starter}
                  <IconArrowRight size={16} aria-hidden="true" />
                </span>
                <span className={classes.starterText}>{words && _(words.description)}</span>
              </Link>
            </li>
          )
        })}
      </ul>
      <LinkAnchor to="/w/$workspaceId/templates" params={{ workspaceId: id }} size="sm">
        <Trans>See all templates</Trans>
      </LinkAnchor>
    </>
  )
}

function Samples() {
  const { t } = useLingui()
  const router = useRouter()
  const { workspaces } = useMe()
  const samples = workspaces.find(({ isDemo }) => isDemo)
  const fill = $api.useMutation('post', '/api/demo', {
    onSuccess: async ({ workspaces: made }) => {
      await refresh('/api/me')
      toast(t`Two sample workspaces are ready`)
      const [first] = made
      if (first) router.history.push(`/w/${first.id}`)
    },
  })
  if (samples) return null
  return (
    <Card className={classes.samples}>
      <div>
        <Text fw={500}>
          <Trans>Want to look around first?</Trans>
        </Text>
        <Text size="sm" c="dimmed">
          <Trans>Two workspaces with bots and conversations, apart from this one. Remove them whenever you like.</Trans>
        </Text>
      </div>
      <Button variant="default" loading={fill.isPending} onClick={() => fill.mutate({})}>
        <Trans>Create sample workspaces</Trans>
      </Button>
      <ProblemNote error={fill.error} />
    </Card>
  )
}

/** One letter: how far it got, its links to hand over, what it looks like, and the way to send it again. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Stack, Tabs } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { $api, refresh } from '../../api.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { Time } from '../../kit/time.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { type Letter, useStateNames } from './letter-states.ts'
import classes from './letters.module.css'

export function LetterDialog({ letter, onClose }: { letter: Letter | undefined; onClose: () => void }) {
  return (
    <Modal opened={letter !== undefined} onClose={onClose} title={letter?.subject} size="lg">
      {letter && <LetterBody letter={letter} />}
    </Modal>
  )
}

function LetterBody({ letter }: { letter: Letter }) {
  const { t } = useLingui()
  const send = $api.useMutation('post', '/api/operator/letters/{letter}/sending', {
    onSuccess: async () => {
      await refresh('/api/operator/letters')
      toast(t`The e-mail goes out again`)
    },
  })
  return (
    <Stack gap="md">
      <Facts letter={letter} />
      <Links links={letter.links} />
      <Content letter={letter} />
      <ProblemNote error={send.error} />
      {letter.status !== 'waiting' && (
        <Group justify="flex-end">
          <Button
            variant="default"
            leftSection={<IconSend size={16} />}
            loading={send.isPending}
            onClick={() => send.mutate({ params: { path: { letter: letter.id } } })}
          >
            <Trans>Send again</Trans>
          </Button>
        </Group>
      )}
    </Stack>
  )
}

function Facts({ letter }: { letter: Letter }) {
  const { t } = useLingui()
  const name = useStateNames()[letter.status]
  return (
    <dl className={classes.facts}>
      <dt>{t`To`}</dt>
      <dd>{letter.to}</dd>
      <dt>{t`Written`}</dt>
      <dd>
        <Time at={letter.createdAt} />
      </dd>
      <dt>{t`Status`}</dt>
      <dd>{letter.problem ? t`${name}: ${letter.problem}` : name}</dd>
      {letter.sentAt && (
        <>
          <dt>{t`Sent`}</dt>
          <dd>
            <Time at={letter.sentAt} />
          </dd>
        </>
      )}
    </dl>
  )
}

function Links({ links }: { links: string[] }) {
  const { t } = useLingui()
  if (links.length === 0) return null
  return (
    <Stack gap={6}>
      {links.map((link) => (
        <div key={link} className={classes.link}>
          <span title={link}>{link}</span>
          <CopyButton value={link} label={t`Copy link`} />
        </div>
      ))}
    </Stack>
  )
}

/** The frame may run nothing and reach nothing: what is shown in it is only looked at. */
function Content({ letter }: { letter: Letter }) {
  const { t } = useLingui()
  const [tab, setTab] = useState<string | null>('html')
  return (
    <Tabs value={tab} onChange={setTab}>
      <Tabs.List mb="sm">
        <Tabs.Tab value="html">
          <Trans>As it looks</Trans>
        </Tabs.Tab>
        <Tabs.Tab value="text">
          <Trans>As text</Trans>
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="html">
        <iframe
          className={classes.html}
          title={t`The e-mail as it looks`}
          sandbox=""
          srcDoc={inDaylight(letter.html)}
        />
      </Tabs.Panel>
      <Tabs.Panel value="text">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be reachable by keyboard */}
        <pre className={classes.text} tabIndex={0}>
          {letter.text}
        </pre>
      </Tabs.Panel>
    </Tabs>
  )
}

/** Letters turn dark in dark mail programs; here they stand on white, whatever the reader's theme. */
function inDaylight(html: string): string {
  return html.replaceAll('prefers-color-scheme: dark', 'prefers-color-scheme: light) and (width: 0')
}

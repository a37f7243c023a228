/** What can be done with a pending invitation: send again, copy the link, change, revoke (M7). */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Menu } from '@mantine/core'
import { IconLink, IconMailForward, IconMailX, IconSettings, IconUserShield } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { type Invitation, RESEND_SECONDS } from '../../../shared/invitations.ts'
import { $api, refresh } from '../../api.ts'
import { problemToast, toast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'
import type { InvitationAct } from './invitation-dialogs.tsx'

interface InvitationMenuProps {
  invitation: Invitation
  onAct: (act: InvitationAct) => void
}

export function InvitationMenu({ invitation, onAct: act }: InvitationMenuProps) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const gear = useRef<HTMLButtonElement>(null)
  const { email } = invitation
  // The dialog gives the focus back to where it was; the menu's item is gone by then.
  const onAct = (chosen: InvitationAct) => {
    gear.current?.focus()
    act(chosen)
  }
  const copy = useCopyLink(invitation, (link) => onAct({ kind: 'link', invitation, link }))
  return (
    <Menu width={240} opened={isOpen} onChange={setOpen}>
      <Menu.Target>
        <ActionIcon ref={gear} size="lg" aria-label={t`Manage the invitation of ${email}`}>
          <IconSettings size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isOpen && <SendAgain invitation={invitation} />}
        <Menu.Item leftSection={<IconLink size={16} />} onClick={copy}>
          <Trans>Copy link</Trans>
        </Menu.Item>
        <Menu.Item leftSection={<IconUserShield size={16} />} onClick={() => onAct({ kind: 'change', invitation })}>
          <Trans>Change role or access</Trans>
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item c="red" leftSection={<IconMailX size={16} />} onClick={() => onAct({ kind: 'revoke', invitation })}>
          <Trans>Revoke invitation</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function SendAgain({ invitation }: { invitation: Invitation }) {
  const { t } = useLingui()
  const workspace = useWorkspace()
  const seconds = useSecondsLeft(invitation.sentAt)
  const { email } = invitation
  const send = $api.useMutation('post', '/api/workspaces/{workspace}/invitations/{invitation}/letter', {
    onSuccess: async ({ delivery }) => {
      await refresh('/api/workspaces/{workspace}/invitations')
      toast(
        delivery === 'kept' ? t`Open for 7 days again; hand over the link` : t`A new e-mail is on its way to ${email}`,
      )
    },
    onError: problemToast,
  })
  return (
    <Menu.Item
      leftSection={<IconMailForward size={16} />}
      disabled={seconds > 0}
      onClick={() => send.mutate({ params: { path: { workspace: workspace.id, invitation: invitation.id } } })}
    >
      {seconds > 0 ? <Trans>Send again in {seconds} s</Trans> : <Trans>Send again</Trans>}
    </Menu.Item>
  )
}

/** How long until the next letter may go out, ticking. */
function useSecondsLeft(sentAt: string): number {
  const left = () => Math.max(0, Math.ceil(RESEND_SECONDS - (Date.now() - Date.parse(sentAt)) / 1000))
  const [, tick] = useState(0)
  const isWaiting = left() > 0
  useEffect(() => {
    if (!isWaiting) return
    const timer = setInterval(() => tick((times) => times + 1), 1000)
    return () => clearInterval(timer)
  }, [isWaiting])
  return left()
}

/** Puts the link on the clipboard; where the browser does not let us, it is shown instead. */
function useCopyLink({ id, email }: Invitation, show: (link: string) => void): () => Promise<void> {
  const { t } = useLingui()
  const workspace = useWorkspace().id
  const link = $api.useMutation('post', '/api/workspaces/{workspace}/invitations/{invitation}/link', {
    onError: problemToast,
  })
  return async () => {
    const made = await link.mutateAsync({ params: { path: { workspace, invitation: id } } }).catch(() => null)
    if (!made) return
    try {
      await navigator.clipboard.writeText(made.link)
      toast(t`Link copied. It works only for ${email}.`)
    } catch {
      show(made.link)
    }
  }
}

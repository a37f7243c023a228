/** As whom else the person is known: their other selves on other channels, and a way to say that two are one. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconArrowsJoin, IconArrowsSplit } from '@tabler/icons-react'
import { useState } from 'react'
import type { OtherSelf } from '../../../shared/contacts.ts'
import { $api, refresh } from '../../api.ts'
import { CHANNEL_WORDS } from '../../kit/channel-words.ts'
import { LinkAnchor } from '../../kit/links.tsx'
import { Part } from '../../kit/sheet.tsx'
import { problemToast, toast, undoToast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'
import classes from './also-known.module.css'
import { useContactName } from './contact-name.ts'
import { MergeDialog } from './merge-dialog.tsx'
import { SelfLine } from './self-line.tsx'

export const CONTACT = '/api/workspaces/{workspace}/contacts/{contact}'
const MERGES = '/api/workspaces/{workspace}/contacts/{contact}/merges'
const MERGE = '/api/workspaces/{workspace}/contacts/{contact}/merges/{merge}'

/** Everything that shows who somebody is. */
export function refreshContacts(): Promise<void> {
  return refresh(
    CONTACT,
    '/api/workspaces/{workspace}/conversations',
    '/api/workspaces/{workspace}/conversations/{conversation}',
  )
}

interface AlsoKnownProps {
  contactId: string
  name: string
  mayMerge: boolean
}

export function AlsoKnown({ contactId, name, mayMerge }: AlsoKnownProps) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const { id } = useWorkspace()
  const path = { workspace: id, contact: contactId }
  const contact = $api.useQuery('get', CONTACT, { params: { path } })
  const merging = useMerging(contactId)
  const others: OtherSelf[] = contact.data?.alsoKnown ?? []
  if (others.length === 0 && !mayMerge) return null
  return (
    <Part title={t`Also known as`}>
      {others.length > 0 && (
        <ul className={classes.selves}>
          {others.map((other) => (
            <Other
              key={other.mergeId}
              other={other}
              onUnmerge={mayMerge ? () => merging.unmerge(other.mergeId, other.id) : undefined}
            />
          ))}
        </ul>
      )}
      {mayMerge && (
        <Button
          variant="default"
          size="xs"
          mt={8}
          leftSection={<IconArrowsJoin size={14} />}
          onClick={() => setOpen(true)}
        >
          <Trans>Same person on another channel</Trans>
        </Button>
      )}
      {isOpen && (
        <MergeDialog
          contactId={contactId}
          name={name}
          isBusy={merging.isBusy}
          onChosen={(otherId) => merging.merge(otherId, () => setOpen(false))}
          onClose={() => setOpen(false)}
        />
      )}
    </Part>
  )
}

function Other({ other, onUnmerge }: { other: OtherSelf; onUnmerge: (() => void) | undefined }) {
  const { t } = useLingui()
  const { _ } = useWords()
  const { id } = useWorkspace()
  const name = useContactName()(other)
  const channel = _(CHANNEL_WORDS[other.channel])
  return (
    <li>
      <SelfLine
        channel={other.channel}
        name={
          <LinkAnchor
            size="sm"
            to="/w/$workspaceId/live-chat"
            params={{ workspaceId: id }}
            search={{ conversation: other.conversationId }}
          >
            {name}
          </LinkAnchor>
        }
        detail={other.address ? t`${channel}, ${other.address}` : channel}
      >
        {onUnmerge && (
          <Tooltip label={t`Not the same person`}>
            <ActionIcon aria-label={t`${name} is not the same person`} onClick={onUnmerge}>
              <IconArrowsSplit size={16} />
            </ActionIcon>
          </Tooltip>
        )}
      </SelfLine>
    </li>
  )
}

function useMerging(contactId: string) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const path = { workspace: id, contact: contactId }
  const merging = $api.useMutation('post', MERGES, { onError: problemToast, onSettled: refreshContacts })
  const unmerging = $api.useMutation('delete', MERGE, { onError: problemToast, onSettled: refreshContacts })
  const unmerge = (merge: string, otherId: string) =>
    unmerging.mutate(
      { params: { path: { ...path, merge } } },
      { onSuccess: () => undoToast(t`They are two bot users again`, () => join(otherId)) },
    )
  const join = (otherId: string, done?: () => void) =>
    merging.mutate(
      { params: { path }, body: { with: otherId } },
      {
        onSuccess: (merged) => {
          const mergeId = merged.alsoKnown.find((each) => each.id === otherId)?.mergeId
          if (mergeId) undoToast(t`They are one contact now`, () => unmerge(mergeId, otherId))
          else toast(t`They are one contact now`)
          done?.()
        },
      },
    )
  return { isBusy: merging.isPending, merge: join, unmerge }
}

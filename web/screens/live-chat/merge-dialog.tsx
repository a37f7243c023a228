/** Finds the other bot user who is the same person, and says what the two will share. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Button, Group, Modal, Radio, Skeleton, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { AlikeContact } from '../../../shared/contacts.ts'
import { $api } from '../../api.ts'
import { CHANNEL_WORDS } from '../../kit/channel-words.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { SearchField } from '../../kit/search-field.tsx'
import { useWorkspace } from '../../me.ts'
import { useContactName } from './contact-name.ts'
import { SelfLine } from './self-line.tsx'

interface MergeDialogProps {
  contactId: string
  name: string
  isBusy: boolean
  onChosen: (otherId: string) => void
  onClose: () => void
}

export function MergeDialog({ contactId, name, isBusy, onChosen, onClose }: MergeDialogProps) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const words = search.trim()
  const alike = $api.useQuery('get', '/api/workspaces/{workspace}/contacts/{contact}/alike', {
    params: { path: { workspace: id, contact: contactId }, query: words ? { search: words } : {} },
  })
  const found: AlikeContact[] = alike.data?.data ?? []
  const isThere = found.some((each) => each.id === chosen)
  return (
    <Modal opened onClose={onClose} title={t`Who is the same person as ${name}?`}>
      <Stack gap="md">
        <SearchField label={t`Search by name, e-mail or phone`} value={search} onSearch={setSearch} />
        <ProblemNote error={alike.error} onRetry={() => void alike.refetch()} />
        {alike.isPending && <Skeleton height={48} />}
        {alike.data && found.length === 0 && (
          <Text size="sm" c="dimmed">
            {words ? (
              <Trans>Nobody is found by these words.</Trans>
            ) : (
              <Trans>Nobody else has the same e-mail address or phone number. Search for them.</Trans>
            )}
          </Text>
        )}
        {found.length > 0 && (
          <Radio.Group value={chosen} onChange={setChosen} label={words ? t`Found` : t`Perhaps the same person`}>
            <Stack gap={8} mt={8}>
              {found.map((each) => (
                <Radio key={each.id} value={each.id} label={<Alike contact={each} />} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <Text size="sm" c="dimmed">
          <Trans>
            The two become one contact: name, e-mail, phone, fields, tags and subscription are shared, and what {name}{' '}
            has stays. Each keeps their own conversation. You can take it back later.
          </Trans>
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button disabled={!isThere} loading={isBusy} onClick={() => chosen && onChosen(chosen)}>
            <Trans>Merge</Trans>
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function Alike({ contact }: { contact: AlikeContact }) {
  const { t } = useLingui()
  const { _ } = useWords()
  const name = useContactName()(contact)
  const channel = _(CHANNEL_WORDS[contact.channel])
  const how = [contact.email, contact.phone, contact.address].filter(Boolean).join(' · ')
  return (
    <SelfLine
      channel={contact.channel}
      name={name}
      detail={how ? t`${channel}, ${contact.botName}: ${how}` : t`${channel}, ${contact.botName}`}
    >
      {contact.isSame && (
        <Badge variant="light" size="sm">
          <Trans>Same address</Trans>
        </Badge>
      )}
    </SelfLine>
  )
}

/** Where the bot is to speak: the Pages, numbers or businesses of the account, one of which is picked (W8). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Radio, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { IconRefresh, IconSearch } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { Bot } from '../../../shared/bots.ts'
import type { ChannelInfo, ChannelPlace } from '../../../shared/channels.ts'
import { $api } from '../../api.ts'
import { useChannelTexts } from '../../kit/channel-texts.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { Choices } from '../../kit/rows.tsx'
import { Problem } from '../../problem.ts'
import { usePath } from './channel-list.ts'

interface PlaceStepProps {
  info: ChannelInfo
  bot: Bot
  integration: string | undefined
  value: string | null
  isOptional: boolean
  error: string | null
  onChange: (place: string | null) => void
}

/** From so many on there is something to search in. */
const SEARCHED = 6

export function PlaceStep({ info, bot, integration, ...picking }: PlaceStepProps) {
  const places = $api.useQuery(
    'get',
    '/api/workspaces/{workspace}/bots/{bot}/channels/{channel}/places',
    { params: { path: usePath(bot, info), ...(integration !== undefined && { query: { integration } }) } },
    // What somebody just allowed at the provider has to be seen here.
    { staleTime: 0, gcTime: 0 },
  )
  const retry = () => void places.refetch()
  return (
    <Stack gap="sm">
      {places.isFetching && !places.data && <Waiting />}
      <NotListed error={places.error} onRetry={retry} />
      {places.data && <Places places={places.data} {...picking} />}
      {(places.data || places.error) && (
        <NotThere isAsking={places.isFetching} onRetry={retry}>
          {MISSING[info.name]?.()}
        </NotThere>
      )}
    </Stack>
  )
}

function Places({
  places,
  value,
  isOptional,
  error,
  onChange,
}: Pick<PlaceStepProps, 'value' | 'isOptional' | 'error' | 'onChange'> & { places: ChannelPlace[] }) {
  const { t } = useLingui()
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const shown = places.filter(({ label, detail }) => `${label} ${detail ?? ''}`.toLowerCase().includes(wanted))
  if (places.length === 0)
    return (
      <Text size="sm">
        <Trans>The account has nothing to pick from.</Trans>
      </Text>
    )
  return (
    <>
      {places.length >= SEARCHED && (
        <TextInput
          aria-label={t`Search`}
          placeholder={t`Search`}
          leftSection={<IconSearch size={16} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <Radio.Group
        aria-label={t`Where the bot speaks`}
        value={value ?? ''}
        onChange={(picked) => onChange(picked || null)}
        error={error}
      >
        <Choices>
          {shown.map((place) => (
            <Place key={place.id} place={place} />
          ))}
          {isOptional && <Radio value="" label={t`None of these`} />}
        </Choices>
      </Radio.Group>
      {shown.length === 0 && (
        <Text size="sm" c="dimmed" role="status">
          <Trans>Nothing has these words in its name.</Trans>
        </Text>
      )}
    </>
  )
}

function Place({ place: { id, label, detail, takenBy } }: { place: ChannelPlace }) {
  const { t } = useLingui()
  const bot = takenBy?.botName
  const taken = takenBy && (bot ? t`Taken by your bot ${bot}` : t`Taken by a bot of another workspace`)
  const shownDetail = detail === label ? null : detail
  return (
    <Radio
      value={id}
      label={label}
      description={[shownDetail, taken].filter(Boolean).join(' · ') || undefined}
      disabled={takenBy !== null}
    />
  )
}

function Waiting() {
  const { t } = useLingui()
  return (
    <Stack gap={4} aria-busy="true" aria-label={t`Asking the provider`}>
      <Skeleton height={44} />
      <Skeleton height={44} />
      <Skeleton height={44} />
    </Stack>
  )
}

/** What the provider said instead of a list stands plainly. */
function NotListed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const text = useChannelTexts()
  if (!(error instanceof Problem) || error.status !== 409) return <ProblemNote error={error} onRetry={onRetry} />
  return (
    <Text size="sm" c="var(--sb-danger-text)" role="alert">
      {text(error.detail)}
    </Text>
  )
}

function NotThere({ isAsking, onRetry, children }: { isAsking: boolean; onRetry: () => void; children: ReactNode }) {
  return (
    <div>
      {children && (
        <Text size="sm" c="dimmed" mb="xs">
          {children}
        </Text>
      )}
      <Group>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconRefresh size={14} />}
          loading={isAsking}
          onClick={onRetry}
        >
          <Trans>Ask again</Trans>
        </Button>
      </Group>
    </div>
  )
}

const MISSING: Partial<Record<ChannelInfo['name'], () => ReactNode>> = {
  messenger: () => (
    <Trans>
      Do you miss a Page? Sign in again and select all Pages that bots are to speak on. For the Page of somebody else,
      its owner first gives your Facebook account full access to it.
    </Trans>
  ),
  instagram: () => (
    <Trans>
      Do you miss a profile? It has to be a professional one, joined to a Page of your account. Sign in again and select
      both the Page and the profile.
    </Trans>
  ),
  whatsapp: () => (
    <Trans>
      Do you miss a number? Sign in again and select its business account, or write the id of the account into the field
      above.
    </Trans>
  ),
  sms: () => (
    <Trans>Do you miss a number? It has to belong to this account and be able to receive text messages.</Trans>
  ),
  google: () => (
    <Trans>Pick the business that the agent speaks for. For an agent of a whole brand, leave “None of these”.</Trans>
  ),
  'google-reviews': () => (
    <Trans>
      Do you miss a business? Its owner makes your Google account an owner or manager of it in Google Business Profile;
      it appears here once you have accepted. It also has to be verified.
    </Trans>
  ),
}

/** Every letter the installation wrote; where no mail is set up, its links are found here. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Select, UnstyledButton } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { z } from 'zod'
import { LETTER_STATES } from '../../../shared/operators.ts'
import { $api } from '../../api.ts'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { Empty, NoResults } from '../../kit/empty.tsx'
import { FilterBar } from '../../kit/filter-bar.tsx'
import { BY_CURSOR, LoadMore } from '../../kit/load-more.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { StatusDot, type Tone } from '../../kit/status-dot.tsx'
import { Time } from '../../kit/time.tsx'
import { useMe } from '../../me.ts'
import { LetterDialog } from './letter.tsx'
import { type Letter, useStateNames } from './letter-states.ts'
import classes from './letters.module.css'
import { OperatorPage } from './operator-page.tsx'

const State = z.enum(LETTER_STATES)
const TONES = { sent: 'good', waiting: 'waiting', failed: 'bad', kept: 'info' } as const satisfies Record<string, Tone>

export function Letters() {
  const { t } = useLingui()
  const { status, letter: openId } = useSearch({ from: '/frame/operator/letters' })
  const navigate = useNavigate({ from: '/operator/letters' })
  const letters = useLetters(status)
  const names = useStateNames()
  const rows = letters.data?.pages.flatMap((page) => page.data)
  const filter = (chosen: string | null) =>
    void navigate({ search: { status: State.safeParse(chosen).data }, replace: true })
  const open = (id: string | undefined) => void navigate({ search: { status, letter: id } })
  const columns: Column<Letter>[] = [
    {
      key: 'subject',
      head: t`Subject`,
      isTitle: true,
      cell: (letter) => (
        <UnstyledButton className={classes.subject} onClick={() => open(letter.id)}>
          {letter.subject}
        </UnstyledButton>
      ),
    },
    { key: 'to', head: t`To`, cell: (letter) => letter.to },
    {
      key: 'status',
      head: t`Status`,
      cell: (letter) => <StatusDot tone={TONES[letter.status]} label={names[letter.status]} />,
    },
    { key: 'at', head: t`Written`, cell: (letter) => <Time at={letter.createdAt} show="relative" /> },
  ]
  return (
    <OperatorPage>
      <FilterBar onClear={status && (() => filter(null))}>
        <Select
          aria-label={t`Status`}
          placeholder={t`Any status`}
          data={LETTER_STATES.map((value) => ({ value, label: names[value] }))}
          value={status ?? null}
          onChange={filter}
          clearable
          w={{ base: '100%', xs: 200 }}
        />
      </FilterBar>
      <ProblemNote error={letters.error} onRetry={() => void letters.refetch()} />
      {!letters.error && (
        <DataTable
          label={t`E-mails`}
          columns={columns}
          rows={rows}
          rowKey={(letter) => letter.id}
          onRowClick={(letter) => open(letter.id)}
          empty={
            status ? (
              <NoResults onClear={() => filter(null)} />
            ) : (
              <Empty drawing="calm" title={t`No e-mails yet`}>
                <Trans>Invitations, confirmations and notices appear here as soon as they are written.</Trans>
              </Empty>
            )
          }
        />
      )}
      <LoadMore query={letters} />
      <LetterDialog letter={rows?.find((letter) => letter.id === openId)} onClose={() => open(undefined)} />
    </OperatorPage>
  )
}

function useLetters(status: Letter['status'] | undefined) {
  const { user } = useMe()
  return $api.useInfiniteQuery(
    'get',
    '/api/operator/letters',
    { params: { query: { limit: 50, status } } },
    { enabled: user.isOperator, ...BY_CURSOR },
  )
}

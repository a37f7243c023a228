/** How the installation is: sizes, waiting work, letters that did not leave; and a test of the mail. */
import { useLingui } from '@lingui/react/macro'
import { Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { $api } from '../../api.ts'
import type { paths } from '../../api-types.ts'
import { useLate } from '../../kit/late.ts'
import { Section } from '../../kit/page.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { useNumber } from '../../kit/reader.ts'
import { StatusDot } from '../../kit/status-dot.tsx'
import { Time } from '../../kit/time.tsx'
import { useMe } from '../../me.ts'
import classes from './health.module.css'
import { MailTest } from './mail-test.tsx'
import { OperatorPage } from './operator-page.tsx'

type Report = paths['/api/operator/health']['get']['responses'][200]['content']['application/json']

const EVERY_MS = 10_000

export function Health() {
  const { t } = useLingui()
  const { user } = useMe()
  const health = $api.useQuery(
    'get',
    '/api/operator/health',
    {},
    { refetchInterval: EVERY_MS, enabled: user.isOperator },
  )
  const isLate = useLate()
  return (
    <OperatorPage>
      <ProblemNote error={health.error} onRetry={() => void health.refetch()} />
      {health.data && <Figures report={health.data} />}
      {health.isPending && <Skeleton height={320} visible={isLate} />}
      <Section title={t`Test the mail`} lead={t`Sends one e-mail now and shows how it went.`}>
        <MailTest to={user.email} isMailSent={health.data?.letters.isMailSent} />
      </Section>
    </OperatorPage>
  )
}

function Figures({ report }: { report: Report }) {
  const { t } = useLingui()
  const number = useNumber()
  const { database, letters, totals, work } = report
  const { total, idle, waiting } = database.connections
  const megabytes = (value: number) => number(value, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 })
  const delay = work.oldestInboundSeconds ?? 0
  return (
    <div className={classes.groups}>
      <Group title={t`Server`}>
        <Fact name={t`Version`}>{report.version}</Fact>
        <Fact name={t`Started`}>
          <Time at={report.startedAt} show="relative" />
        </Fact>
        <Fact name={t`Memory`}>{megabytes(report.memoryMb)}</Fact>
      </Group>
      <Group title={t`Database`}>
        <Fact name={t`PostgreSQL`}>{database.version}</Fact>
        <Fact name={t`Size`}>{megabytes(database.sizeMb)}</Fact>
        <Fact name={t`Connections in use`}>{t`${number(total - idle)} of ${number(total)}`}</Fact>
        <Fact name={t`Requests waiting for one`}>{number(waiting)}</Fact>
      </Group>
      <Group title={t`E-mails`}>
        <Fact name={t`Mail`}>
          {letters.isMailSent ? (
            <StatusDot tone="good" label={t`Sent by SMTP`} />
          ) : (
            <StatusDot tone="waiting" label={t`Only kept here`} />
          )}
        </Fact>
        <Fact name={t`Waiting`}>{number(letters.waiting)}</Fact>
        <Fact name={t`Failed`}>
          {letters.failed > 0 ? <StatusDot tone="bad" label={number(letters.failed)} /> : number(0)}
        </Fact>
        <Fact name={t`Kept`}>{number(letters.kept)}</Fact>
      </Group>
      <Group title={t`Work that waits`}>
        <Fact name={t`Messages in`}>{number(work.inbound)}</Fact>
        <Fact name={t`Messages out`}>{number(work.outbound)}</Fact>
        <Fact name={t`Timers`}>{number(work.timers)}</Fact>
        <Fact name={t`Oldest waits since`}>
          {number(Math.max(0, delay), { style: 'unit', unit: 'second', maximumFractionDigits: 1 })}
        </Fact>
      </Group>
      <Group title={t`In all`}>
        <Fact name={t`People`}>{number(totals.users)}</Fact>
        <Fact name={t`Workspaces`}>{number(totals.workspaces)}</Fact>
        <Fact name={t`Bots`}>{number(totals.bots)}</Fact>
        <Fact name={t`Bot users`}>{number(totals.contacts)}</Fact>
      </Group>
    </div>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.group} aria-label={title}>
      <h2 className={classes.title}>{title}</h2>
      <dl className={classes.facts}>{children}</dl>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd data-tabular>{children}</dd>
    </div>
  )
}

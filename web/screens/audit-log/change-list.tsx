/** The changes of one line of the audit log: the field, what it was, what it became. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { VisuallyHidden } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { z } from 'zod'
import { BotGrant } from '../../../shared/members.ts'
import { PLAN_NAMES, PLANS } from '../../../shared/plans.ts'
import { ROLE_NAMES } from '../../../shared/roles.ts'
import { $api } from '../../api.ts'
import { isPermission, PERMISSION_WORDS } from '../../kit/permissions.ts'
import { useReader } from '../../kit/reader.ts'
import { useRoleName } from '../../kit/role-badge.tsx'
import { absolute } from '../../kit/time.tsx'
import { useWorkspace } from '../../me.ts'
import classes from './audit-log.module.css'
import type { Change } from './changes.ts'
import { wordsOfField, wordsOfValue } from './field-words.ts'

export function ChangeList({ changes }: { changes: Change[] }) {
  const fieldName = useFieldName()
  if (changes.length === 0) return null
  return (
    <dl className={classes.changes}>
      {changes.map((change) => (
        <div key={change.field}>
          <dt>{fieldName(change.field)}</dt>
          <dd>
            <Values change={change} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Values({ change }: { change: Change }) {
  const shown = useShown(change.field)
  const { before, after } = change
  if (before === undefined) return <span>{shown(after)}</span>
  if (after === undefined) return <del className={classes.old}>{shown(before)}</del>
  return (
    <>
      <VisuallyHidden>
        <Trans>from</Trans>
      </VisuallyHidden>
      <del className={classes.old}>{shown(before)}</del>
      <IconArrowRight size={14} className={classes.arrow} aria-hidden="true" />
      <VisuallyHidden>
        <Trans>to</Trans>
      </VisuallyHidden>
      <span>{shown(after)}</span>
    </>
  )
}

function useFieldName(): (field: string) => string {
  const { _ } = useWords()
  return (field) => {
    const words = wordsOfField(field)
    return words ? _(words) : field
  }
}

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/
const Grants = z.array(BotGrant).min(1)
const Words = z.array(z.string()).min(1)

/** A value in words: roles and bots by their names, times by the reader's clock. */
function useShown(field: string): (value: unknown) => string {
  const { t } = useLingui()
  const { _ } = useWords()
  const reader = useReader()
  const roleName = useRoleName()
  const botName = useBotName()
  const powers = { viewer: t`View`, editor: t`View and edit`, agent: t`Answer in live chat` }
  const text = (value: string) => {
    const words = wordsOfValue(field, value)
    if (words) return _(words)
    const role = ROLE_NAMES.find((name) => name === value)
    if (role) return roleName(role)
    if (isPermission(value)) return _(PERMISSION_WORDS[value].label)
    const plan = PLAN_NAMES.find((name) => name === value)
    if (plan) return PLANS[plan].name
    if (INSTANT.test(value)) return absolute(new Date(value), 'datetime', reader)
    return botName(value)
  }
  return (value) => {
    if (value === null || value === undefined || value === '') return t`none`
    if (typeof value === 'string') return text(value)
    if (typeof value === 'boolean') return value ? t`yes` : t`no`
    const grants = Grants.safeParse(value)
    if (grants.success) return grants.data.map((grant) => `${botName(grant.botId)} (${powers[grant.power]})`).join(', ')
    const list = Words.safeParse(value)
    if (list.success) return list.data.map(text).join(', ')
    return Array.isArray(value) && value.length === 0 ? t`none` : JSON.stringify(value)
  }
}

function useBotName(): (id: string) => string {
  const bots = $api.useQuery('get', '/api/workspaces/{workspace}/bots', {
    params: { path: { workspace: useWorkspace().id }, query: { limit: 100 } },
  })
  return (id) => bots.data?.data.find((bot) => bot.id === id)?.name ?? id
}

/** Members of the team: one of them, or who is told or gets the chat. */
import { useLingui } from '@lingui/react/macro'
import { MultiSelect, Select } from '@mantine/core'
import { z } from 'zod'
import { type ControlProps, textOf } from '../control.ts'
import { useForm } from '../form-context.ts'
import { useMembers } from '../from-server.ts'
import classes from './controls.module.css'

export function MemberControl({ field, value, set, faultAt }: ControlProps) {
  return <MemberSelect label={field.label} value={textOf(value)} onChange={set} error={faultAt()} />
}

interface MemberSelectProps {
  label: string
  isLabelHidden?: boolean
  value: string
  onChange: (memberId: string) => void
  error?: string | undefined
}

function MemberSelect({ label, isLabelHidden = false, value, onChange, error }: MemberSelectProps) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  const members = useMemberOptions()
  const isLost = value !== '' && !members.some((member) => member.value === value)
  return (
    <Select
      label={isLabelHidden ? undefined : label}
      aria-label={isLabelHidden ? label : undefined}
      data={isLost ? [...members, { value, label: t`Somebody who left` }] : members}
      value={value || null}
      onChange={(chosen) => chosen && onChange(chosen)}
      placeholder={t`Pick a member`}
      error={error}
      searchable={members.length > 6 && !isReadOnly}
      nothingFoundMessage={t`Nobody with this name`}
      readOnly={isReadOnly}
    />
  )
}

const Assigned = z
  .union([z.literal('in-turn'), z.literal('nobody'), z.object({ memberId: z.string() })])
  .catch('in-turn')

export function AssignToControl({ field, value, set, faultAt }: ControlProps) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  const members = useMemberOptions()
  const to = Assigned.parse(value)
  return (
    <div className={classes.group}>
      <Select
        label={field.label}
        description={field.description}
        data={[
          { value: 'in-turn', label: t`Whoever is next, in turn` },
          { value: 'member', label: t`One member` },
          { value: 'nobody', label: t`Nobody` },
        ]}
        value={typeof to === 'string' ? to : 'member'}
        onChange={(chosen) => set(chosen === 'member' ? { memberId: members[0]?.value ?? '' } : chosen)}
        readOnly={isReadOnly}
        error={faultAt()}
      />
      {typeof to !== 'string' && (
        <MemberSelect
          label={t`Member`}
          isLabelHidden
          value={to.memberId}
          onChange={(memberId) => set({ memberId })}
          error={faultAt('memberId')}
        />
      )}
    </div>
  )
}

const Told = z
  .union([z.enum(['owners', 'admins', 'everyone', 'assignee']), z.object({ memberIds: z.array(z.string()) })])
  .catch('owners')

export function NotifyToControl({ field, value, set, faultAt }: ControlProps) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  const members = useMemberOptions()
  const to = Told.parse(value)
  return (
    <div className={classes.group}>
      <Select
        label={field.label}
        description={field.description}
        data={[
          { value: 'owners', label: t`Owners` },
          { value: 'admins', label: t`Owners and admins` },
          { value: 'everyone', label: t`Everyone in the workspace` },
          { value: 'assignee', label: t`Whoever has the chat` },
          { value: 'members', label: t`These members` },
        ]}
        value={typeof to === 'string' ? to : 'members'}
        onChange={(chosen) =>
          set(chosen === 'members' ? { memberIds: members.slice(0, 1).map((member) => member.value) } : chosen)
        }
        readOnly={isReadOnly}
        error={faultAt()}
      />
      {typeof to !== 'string' && (
        <MultiSelect
          aria-label={t`Members who are told`}
          data={members}
          value={to.memberIds}
          onChange={(memberIds) => memberIds.length > 0 && set({ memberIds })}
          searchable={!isReadOnly}
          readOnly={isReadOnly}
          error={faultAt('memberIds')}
        />
      )}
    </div>
  )
}

function useMemberOptions() {
  return useMembers().map(({ id, name }) => ({ value: id, label: name }))
}

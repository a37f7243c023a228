/** One rule of a condition: what is looked at, how, and what it is compared with. */
import { useLingui } from '@lingui/react/macro'
import { Chip, Group, Select, Text } from '@mantine/core'
import type { Rule } from '../../../../../engine/conditions/condition.ts'
import { OPERATORS } from '../../../../../engine/conditions/operators.ts'
import { WEEKDAYS } from '../../../../../shared/business-hours.ts'
import type { FieldKind } from '../../../../../shared/fields.ts'
import { dayNames } from '../../../../kit/day-names.ts'
import { useReader } from '../../../../kit/reader.ts'
import { useEngineWords } from '../../engine-words/engine-words.ts'
import { useForm } from '../form-context.ts'
import classes from './controls.module.css'
import { DurationField } from './duration.tsx'
import { NamePicker, TagPicker } from './names.tsx'
import { fittingOperators, withName, withOperator } from './rule-changes.ts'
import { ValueText } from './value-text.tsx'

interface RuleFieldsProps {
  rule: Rule
  number: number
  onChange: (rule: Rule) => void
  fault?: string | undefined
}

export function RuleFields({ rule, number, onChange, fault }: RuleFieldsProps) {
  const { t } = useLingui()
  const { values, isReadOnly } = useForm()
  const words = useEngineWords()
  const kind = values.find(({ name }) => name === rule.name)?.kind
  const kindOf = (name: string) => values.find((value) => value.name === name)?.kind
  return (
    <div className={classes.group}>
      <NamePicker
        label={t`Rule ${number}: field or value`}
        isLabelHidden
        value={rule.name}
        onChange={(name) => onChange(withName(rule, name, kindOf(name)))}
      />
      <Select
        aria-label={t`Rule ${number}: comparison`}
        data={fittingOperators(kind, rule.operator).map(({ name, label }) => ({ value: name, label: words(label) }))}
        value={rule.operator}
        onChange={(operator) => onChange(withOperator(rule, operator ?? ''))}
        readOnly={isReadOnly}
        maxDropdownHeight={280}
      />
      <Compared rule={rule} number={number} kind={kind} onChange={onChange} fault={fault} />
    </div>
  )
}

interface ComparedProps extends RuleFieldsProps {
  kind: FieldKind | undefined
}

/** What it is compared with, as the operator takes it. */
function Compared({ rule, number, kind, onChange, fault }: ComparedProps) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  const label = t`Rule ${number}: compared with`
  const takes = OPERATORS.find(({ name }) => name === rule.operator)?.takes
  if ('span' in rule)
    return <DurationField label={t`Time`} value={rule.span} onChange={(span) => onChange({ ...rule, span })} />
  if (!('value' in rule)) return null
  const text = (
    <ValueText
      label={label}
      isLabelHidden
      placeholder={PLACEHOLDERS[kind ?? 'text']}
      maxLength={1000}
      value={rule.value}
      onChange={(value) => onChange({ ...rule, value })}
      error={fault}
    />
  )
  if ('to' in rule)
    return (
      <>
        {text}
        <ValueText
          label={t`Rule ${number}: and`}
          isLabelHidden
          placeholder={t`and…`}
          maxLength={1000}
          value={rule.to}
          onChange={(to) => onChange({ ...rule, to })}
        />
      </>
    )
  if (rule.operator === 'weekday-is')
    return <Weekdays label={label} value={rule.value} onChange={(value) => onChange({ ...rule, value })} />
  if (rule.operator === 'has-tag' || rule.operator === 'has-not-tag')
    return (
      <TagPicker
        label={label}
        isLabelHidden
        value={rule.value}
        onChange={(value) => onChange({ ...rule, value })}
        error={fault}
      />
    )
  if (kind === 'boolean' && /^(true|false|)$/.test(rule.value))
    return (
      <Select
        aria-label={label}
        data={[
          { value: 'true', label: t`Yes` },
          { value: 'false', label: t`No` },
        ]}
        value={rule.value}
        onChange={(value) => onChange({ ...rule, value: value ?? 'true' })}
        readOnly={isReadOnly}
        error={fault}
      />
    )
  return (
    <>
      {text}
      {takes === 'list' && (
        <Text size="xs" c="dimmed">
          {t`Put commas between several.`}
        </Text>
      )}
    </>
  )
}

const PLACEHOLDERS: Record<FieldKind, string> = {
  text: '',
  number: '10',
  boolean: '',
  date: '2026-07-01',
  datetime: '2026-07-01 09:30',
  list: '',
  json: '',
}

function Weekdays({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const names = dayNames(useReader().language, 'short')
  const { isReadOnly } = useForm()
  const chosen = value.split(',').map((word) => word.trim().toLowerCase())
  return (
    <Chip.Group
      multiple
      value={chosen}
      onChange={(days) => onChange(WEEKDAYS.filter((day) => days.includes(day)).join(', '))}
    >
      <Group gap={4} role="group" aria-label={label}>
        {WEEKDAYS.map((day, index) => (
          <Chip key={day} value={day} size="xs" disabled={isReadOnly}>
            {names[index]}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  )
}

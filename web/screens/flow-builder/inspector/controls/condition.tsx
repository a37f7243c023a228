/** When a condition holds: rules, and groups of rules, all of which or any of which are true. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Select } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Condition, type Rule } from '../../../../../engine/conditions/condition.ts'
import type { ControlProps } from '../control.ts'
import { useForm } from '../form-context.ts'
import classes from './controls.module.css'
import { Rows } from './rows.tsx'
import { RuleFields } from './rule.tsx'

const DEEPEST = 4
const FRESH: Rule = { name: 'LAST_INPUT', operator: 'contains', value: '' }

export function ConditionControl({ field, value, set, faultAt }: ControlProps) {
  const condition = Condition.safeParse(value)
  if (!condition.success) return null
  return <ConditionFields label={field.label} condition={condition.data} onChange={set} faultAt={faultAt} />
}

interface ConditionFieldsProps {
  label: string
  condition: Condition
  onChange: (condition: Condition) => void
  faultAt?: (path?: string) => string | undefined
  /** how deep this group lies; the flow allows four */
  depth?: number
}

export function ConditionFields({ label, condition, onChange, faultAt, depth = 1 }: ConditionFieldsProps) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  const { rules, match } = condition
  const nameOf = (index: number) => {
    const part = rules[index]
    return part && 'rules' in part ? t`Group ${index + 1}` : t`Rule ${index + 1}`
  }
  return (
    <div className={depth > 1 ? classes.nested : classes.group}>
      {depth === 1 && <div className={classes.label}>{label}</div>}
      {(rules.length > 1 || depth > 1) && (
        <Select
          aria-label={t`How many of the rules`}
          w="fit-content"
          size="xs"
          readOnly={isReadOnly}
          data={[
            { value: 'all', label: t`All of these are true` },
            { value: 'any', label: t`Any of these is true` },
          ]}
          value={match}
          onChange={(chosen) => onChange({ ...condition, match: chosen === 'any' ? 'any' : 'all' })}
        />
      )}
      <Rows
        label={label}
        isLabelHidden
        error={faultAt?.()}
        rows={rules}
        onChange={(next) => onChange({ ...condition, rules: next })}
        nameOf={nameOf}
        fresh={() => FRESH}
        add={t`Add a rule`}
        least={1}
        most={50}
        look="card"
      >
        {(part, index, set) =>
          'rules' in part ? (
            <ConditionFields label={t`Group ${index + 1}`} condition={part} onChange={set} depth={depth + 1} />
          ) : (
            <RuleFields
              rule={part}
              number={index + 1}
              onChange={set}
              fault={faultAt?.(`rules/${index}/value`) ?? faultAt?.(`rules/${index}/name`)}
            />
          )
        }
      </Rows>
      {depth < DEEPEST && !isReadOnly && (
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          w="fit-content"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange({ ...condition, rules: [...rules, { match: 'any', rules: [FRESH] }] })}
        >
          <Trans>Add a group</Trans>
        </Button>
      )}
    </div>
  )
}

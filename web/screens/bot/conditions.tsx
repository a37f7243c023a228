/** When a condition holds: rules, and groups of rules, all of which or any of which are true. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Autocomplete, Button, Fieldset, Group, Select, Stack } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { Condition, Rule } from '../../../engine/condition.ts'
import { SYSTEM_VALUES } from '../../../engine/system-values.ts'
import classes from './flow.module.css'
import { useFlow } from './flow-context.ts'
import { OPERATOR_WORDS, withOperator } from './operators.ts'
import { ValueText } from './value-text.tsx'

interface ConditionsProps {
  label: string
  value: Condition
  onChange: (condition: Condition) => void
  /** how deep this group lies; the flow allows four */
  depth?: number
}

const DEEPEST = 4
const FRESH: Rule = { name: 'LAST_INPUT', operator: 'contains', value: '' }

export function Conditions({ label, value, onChange, depth = 1 }: ConditionsProps) {
  const { t } = useLingui()
  const { isReadOnly } = useFlow()
  const { rules } = value
  const set = (at: number, rule: Rule | Condition) =>
    onChange({ ...value, rules: rules.map((old, index) => (index === at ? rule : old)) })
  const add = (rule: Rule | Condition) => onChange({ ...value, rules: [...rules, rule] })
  const remove = (at: number) => onChange({ ...value, rules: rules.filter((_, index) => index !== at) })
  return (
    <Fieldset legend={label} variant="unstyled" className={depth > 1 ? classes.nested : classes.group}>
      <Stack gap={8}>
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
            value={value.match}
            onChange={(match) => onChange({ ...value, match: match === 'any' ? 'any' : 'all' })}
          />
        )}
        {rules.map((part, index) => {
          const onRemove = rules.length > 1 && !isReadOnly ? () => remove(index) : undefined
          const number = index + 1
          return 'rules' in part ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: rules have no names, only places
            <Group key={index} align="flex-start" wrap="nowrap" gap={4}>
              <div className={classes.grow}>
                <Conditions
                  label={t`Group ${number}`}
                  value={part}
                  onChange={(group) => set(index, group)}
                  depth={depth + 1}
                />
              </div>
              <Remove label={t`Remove group ${number}`} onRemove={onRemove} />
            </Group>
          ) : (
            <RuleRow
              // biome-ignore lint/suspicious/noArrayIndexKey: rules have no names, only places
              key={index}
              rule={part}
              number={number}
              onChange={(rule) => set(index, rule)}
              onRemove={onRemove}
            />
          )
        })}
        {!isReadOnly && (
          <Group gap="xs">
            <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={() => add(FRESH)}>
              <Trans>Add a rule</Trans>
            </Button>
            {depth < DEEPEST && (
              <Button variant="subtle" color="gray" size="xs" onClick={() => add({ match: 'any', rules: [FRESH] })}>
                <Trans>Add a group</Trans>
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </Fieldset>
  )
}

interface RuleRowProps {
  rule: Rule
  number: number
  onChange: (rule: Rule) => void
  onRemove: (() => void) | undefined
}

function RuleRow({ rule, number, onChange, onRemove }: RuleRowProps) {
  const { t } = useLingui()
  const { _ } = useWords()
  const { fields, isReadOnly } = useFlow()
  return (
    <div className={classes.rule}>
      <Autocomplete
        aria-label={t`Rule ${number}: field or value`}
        data={[
          { group: t`Fields`, items: fields },
          { group: t`Values`, items: SYSTEM_VALUES.map(({ name }) => name) },
        ]}
        value={rule.name}
        onChange={(name) => /^[A-Za-z_][A-Za-z0-9_]{0,79}$/.test(name) && onChange({ ...rule, name })}
        readOnly={isReadOnly}
        maxDropdownHeight={240}
        spellCheck={false}
      />
      <Select
        aria-label={t`Rule ${number}: comparison`}
        data={Object.entries(OPERATOR_WORDS).map(([value, words]) => ({ value, label: _(words) }))}
        value={rule.operator}
        onChange={(operator) => onChange(withOperator(rule, operator ?? ''))}
        readOnly={isReadOnly}
        maxDropdownHeight={280}
      />
      {'value' in rule && (
        <ValueText
          label={t`Rule ${number}: compared with`}
          isLabelHidden
          maxLength={1000}
          value={rule.value}
          onChange={(value) => onChange({ ...rule, value })}
        />
      )}
      <Remove label={t`Remove rule ${number}`} onRemove={onRemove} />
    </div>
  )
}

function Remove({ label, onRemove }: { label: string; onRemove: (() => void) | undefined }) {
  if (!onRemove) return null
  return (
    <ActionIcon aria-label={label} onClick={onRemove}>
      <IconTrash size={16} />
    </ActionIcon>
  )
}

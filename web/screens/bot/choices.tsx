/** The answers of a question: their labels, their order, and where each leads. */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Fieldset, Stack } from '@mantine/core'
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { CHOICES_LIMIT, LABEL_LIMIT } from '../../../shared/messages.ts'
import classes from './flow.module.css'
import { useFlow } from './flow-context.ts'
import { idOf } from './flow-order.ts'
import { StepSelect } from './step-select.tsx'
import { ValueText } from './value-text.tsx'

export interface Choice {
  id: string
  label: string
  next?: string | undefined
}

interface ChoicesProps {
  label: string
  value: Choice[]
  onChange: (choices: Choice[]) => void
}

export function Choices({ label, value, onChange }: ChoicesProps) {
  const { isReadOnly } = useFlow()
  const set = (at: number, change: Partial<Choice>) =>
    onChange(value.map((choice, index) => (index === at ? { ...choice, ...change } : choice)))
  const rise = (at: number) => {
    const [above, choice] = [value[at - 1], value[at]]
    if (above && choice) onChange([...value.slice(0, at - 1), choice, above, ...value.slice(at + 1)])
  }
  return (
    <Fieldset legend={label} variant="unstyled" className={classes.group}>
      <Stack gap={8}>
        {value.map((choice, index) => (
          <ChoiceRow
            key={choice.id}
            choice={choice}
            number={index + 1}
            onChange={(change) => set(index, change)}
            onRise={index > 0 ? () => rise(index) : undefined}
            onRemove={() => onChange(value.filter((other) => other !== choice))}
          />
        ))}
        {!isReadOnly && value.length < CHOICES_LIMIT && (
          <Button
            variant="default"
            size="xs"
            w="fit-content"
            leftSection={<IconPlus size={14} />}
            onClick={() => onChange([...value, { id: freeId(value), label: '' }])}
          >
            <Trans>Add an answer</Trans>
          </Button>
        )}
      </Stack>
    </Fieldset>
  )
}

interface ChoiceRowProps {
  choice: Choice
  number: number
  onChange: (change: Partial<Choice>) => void
  onRise: (() => void) | undefined
  onRemove: () => void
}

function ChoiceRow({ choice, number, onChange, onRise, onRemove }: ChoiceRowProps) {
  const { t } = useLingui()
  const { isReadOnly } = useFlow()
  return (
    <div className={classes.choice}>
      <ValueText
        label={t`Answer ${number}`}
        isLabelHidden
        placeholder={t`Answer ${number}`}
        maxLength={LABEL_LIMIT}
        value={choice.label}
        onChange={(label) => onChange({ label })}
      />
      <StepSelect
        label={t`Answer ${number} leads to`}
        isLabelHidden
        value={choice.next}
        onChange={(next) => onChange({ next })}
        nothing={t`As below`}
      />
      {!isReadOnly && (
        <span className={classes.choiceActions}>
          <ActionIcon aria-label={t`Move answer ${number} up`} disabled={!onRise} onClick={onRise}>
            <IconArrowUp size={16} />
          </ActionIcon>
          <ActionIcon aria-label={t`Remove answer ${number}`} onClick={onRemove}>
            <IconTrash size={16} />
          </ActionIcon>
        </span>
      )}
    </div>
  )
}

function freeId(choices: Choice[]): string {
  for (let number = choices.length + 1; ; number += 1) {
    const id = idOf(`answer ${number}`)
    if (!choices.some((choice) => choice.id === id)) return id
  }
}

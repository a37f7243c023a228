/** Answers to pick from: their labels, their order, and where each leads. */
import { useLingui } from '@lingui/react/macro'
import { z } from 'zod'
import { ASKS } from '../../../../../engine/asks/asks.ts'
import { CHOICES_LIMIT, LABEL_LIMIT } from '../../../../../shared/messages.ts'
import { ChannelHint } from '../channel-hint.tsx'
import type { ControlProps } from '../control.ts'
import { freeId } from './ids.ts'
import { Rows } from './rows.tsx'
import { StepSelect } from './step-select.tsx'
import { ValueText } from './value-text.tsx'

const Choice = z.object({
  id: z.string(),
  label: z.string(),
  description: z.string().optional(),
  next: z.string().optional(),
})
const Choices = z.array(Choice).catch([])

export function ChoicesControl({ field, value, set, step, faultAt }: ControlProps) {
  const { t } = useLingui()
  const choices = Choices.parse(value)
  const asked = step.block === 'ask' ? ASKS.find(({ kind }) => kind === step.kind) : undefined
  const isFixed = step.kind === 'yes-no'
  const hasWays = !asked || asked.hasWays === true
  return (
    <>
      <Rows
        label={field.label}
        description={field.description}
        error={faultAt()}
        rows={choices}
        onChange={set}
        nameOf={(index) => t`Answer ${index + 1}`}
        fresh={(rows) => ({
          id: freeId(
            'answer',
            rows.map(({ id }) => id),
          ),
          label: '',
        })}
        add={t`Add an answer`}
        least={isFixed ? choices.length : 0}
        most={isFixed ? choices.length : CHOICES_LIMIT}
      >
        {(choice, index, setChoice) => (
          <>
            <ValueText
              label={t`Answer ${index + 1}`}
              isLabelHidden
              placeholder={t`Answer ${index + 1}`}
              maxLength={LABEL_LIMIT}
              value={choice.label}
              onChange={(label) => setChoice({ ...choice, label })}
              error={faultAt(`${index}/label`)}
            />
            {hasWays && (
              <StepSelect
                label={t`Answer ${index + 1} leads to`}
                isLabelHidden
                value={choice.next}
                onChange={(next) => setChoice({ ...choice, next })}
                handle={`choice:${choice.id}`}
                nothing={t`As the step goes on`}
              />
            )}
          </>
        )}
      </Rows>
      <ChannelHint of="choices" counts={{ count: choices.length, label: longest(choices.map(({ label }) => label)) }} />
    </>
  )
}

export function longest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length))
}

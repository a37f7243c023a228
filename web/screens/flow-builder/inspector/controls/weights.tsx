/** The parts of a split: how much of a hundred goes which way. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NumberInput, Text, TextInput } from '@mantine/core'
import { z } from 'zod'
import type { ControlProps } from '../control.ts'
import { useForm } from '../form-context.ts'
import classes from './controls.module.css'
import { freeId } from './ids.ts'
import { Rows } from './rows.tsx'
import { sharedEvenly } from './shares.ts'
import { StepSelect } from './step-select.tsx'

const Part = z.object({ id: z.string(), label: z.string(), weight: z.number(), next: z.string().optional() })
const Parts = z.array(Part).catch([])

export function WeightsControl({ field, value, set, faultAt }: ControlProps) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  const parts = Parts.parse(value)
  const sum = parts.reduce((total, { weight }) => total + weight, 0)
  return (
    <div className={classes.group}>
      <Rows
        label={field.label}
        description={field.description}
        rows={parts}
        onChange={set}
        nameOf={(index) => t`Part ${index + 1}`}
        fresh={(rows) => ({
          id: freeId(
            'part',
            rows.map(({ id }) => id),
          ),
          label: String.fromCharCode(65 + (rows.length % 26)),
          weight: Math.max(0, 100 - sum),
        })}
        add={t`Add a part`}
        least={1}
        most={10}
        look="card"
      >
        {(part, index, setPart) => (
          <>
            <div className={classes.weight}>
              <TextInput
                aria-label={t`Name of part ${index + 1}`}
                value={part.label}
                onChange={(event) => setPart({ ...part, label: event.currentTarget.value })}
                error={faultAt(`${index}/label`)}
                maxLength={80}
                readOnly={isReadOnly}
              />
              <NumberInput
                aria-label={t`Share of part ${index + 1} in percent`}
                value={part.weight}
                onChange={(weight) => typeof weight === 'number' && setPart({ ...part, weight })}
                error={faultAt(`${index}/weight`)}
                min={0}
                max={100}
                suffix=" %"
                readOnly={isReadOnly}
              />
            </div>
            <StepSelect
              label={t`Part ${index + 1} leads to`}
              isLabelHidden
              value={part.next}
              onChange={(next) => setPart({ ...part, next })}
              handle={`part:${part.id}`}
            />
          </>
        )}
      </Rows>
      <div className={classes.bar} aria-hidden="true">
        {parts.map(({ id, weight }) => (
          <span key={id} style={{ flexGrow: Math.max(0, weight) }} />
        ))}
      </div>
      <div className={classes.inline}>
        <Text size="xs" c={sum === 100 ? 'dimmed' : 'red'} flex={1}>
          {sum === 100 ? <Trans>Together 100 %</Trans> : <Trans>Together {sum} %; it has to be 100 %.</Trans>}
        </Text>
        {!isReadOnly && parts.length > 1 && (
          <Button size="compact-xs" variant="default" onClick={() => set(sharedEvenly(parts))}>
            <Trans>Share evenly</Trans>
          </Button>
        )}
      </div>
      {faultAt() && <div className={classes.error}>{faultAt()}</div>}
    </div>
  )
}

/** The cases of a switch: what the value is, and where each leads. */
import { useLingui } from '@lingui/react/macro'
import { z } from 'zod'
import type { ControlProps } from '../control.ts'
import { freeId } from './ids.ts'
import { Rows } from './rows.tsx'
import { StepSelect } from './step-select.tsx'
import { ValueText } from './value-text.tsx'

const Cases = z.array(z.object({ id: z.string(), is: z.string(), next: z.string().optional() })).catch([])

export function BranchesControl({ field, value, set, faultAt }: ControlProps) {
  const { t } = useLingui()
  return (
    <Rows
      label={field.label}
      description={field.description}
      error={faultAt()}
      rows={Cases.parse(value)}
      onChange={set}
      nameOf={(index) => t`Case ${index + 1}`}
      fresh={(rows) => ({
        id: freeId(
          'case',
          rows.map(({ id }) => id),
        ),
        is: '',
      })}
      add={t`Add a case`}
      least={1}
      most={50}
      look="card"
    >
      {(branch, index, setBranch) => (
        <>
          <ValueText
            label={t`Case ${index + 1}: the value is`}
            isLabelHidden
            placeholder={t`The value is…`}
            maxLength={1000}
            value={branch.is}
            onChange={(is) => setBranch({ ...branch, is })}
            error={faultAt(`${index}/is`)}
          />
          <StepSelect
            label={t`Case ${index + 1} leads to`}
            isLabelHidden
            value={branch.next}
            onChange={(next) => setBranch({ ...branch, next })}
            handle={`case:${branch.id}`}
          />
        </>
      )}
    </Rows>
  )
}

/** The rows behind the button of a list, in sections. */
import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { z } from 'zod'
import { LABEL_LIMIT } from '../../../../../shared/messages.ts'
import { ChannelHint } from '../channel-hint.tsx'
import type { ControlProps } from '../control.ts'
import { useForm } from '../form-context.ts'
import { longest } from './choices.tsx'
import classes from './controls.module.css'
import { freeId } from './ids.ts'
import { Rows } from './rows.tsx'
import { StepSelect } from './step-select.tsx'
import { ValueText } from './value-text.tsx'

const Row = z.object({
  id: z.string(),
  label: z.string(),
  description: z.string().optional(),
  next: z.string().optional(),
})
type Row = z.output<typeof Row>
const Section = z.object({ title: z.string().optional(), rows: z.array(Row) })
type Section = z.output<typeof Section>
const Sections = z.array(Section).catch([])

export function SectionsControl({ field, value, set, faultAt }: ControlProps) {
  const { t } = useLingui()
  const sections = Sections.parse(value)
  const rows = sections.flatMap((section) => section.rows)
  const taken = rows.map(({ id }) => id)
  const fresh = (): Row => ({ id: freeId('row', taken), label: '' })
  return (
    <div className={classes.group}>
      <Rows
        label={field.label}
        description={field.description}
        error={faultAt()}
        rows={sections}
        onChange={set}
        nameOf={(index) => t`Section ${index + 1}`}
        fresh={(): Section => ({ rows: [fresh()] })}
        add={t`Add a section`}
        least={1}
        most={10}
        look="card"
      >
        {(section, index, setSection) => (
          <SectionFields
            section={section}
            number={index + 1}
            hasTitle={sections.length > 1 || section.title !== undefined}
            onChange={setSection}
            fresh={fresh}
            faultAt={(path) => faultAt(`${index}/${path}`)}
          />
        )}
      </Rows>
      <ChannelHint
        of="rows"
        counts={{
          count: rows.length,
          label: longest(rows.map(({ label }) => label)),
          description: longest(rows.map(({ description = '' }) => description)),
        }}
      />
    </div>
  )
}

interface SectionFieldsProps {
  section: Section
  number: number
  hasTitle: boolean
  onChange: (section: Section) => void
  fresh: () => Row
  faultAt: (path: string) => string | undefined
}

function SectionFields({ section, number, hasTitle, onChange, fresh, faultAt }: SectionFieldsProps) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  return (
    <>
      {hasTitle && (
        <TextInput
          aria-label={t`Title of section ${number}`}
          placeholder={t`Title of the section`}
          maxLength={LABEL_LIMIT}
          value={section.title ?? ''}
          onChange={(event) => onChange({ rows: section.rows, ...titled(event.currentTarget.value) })}
          error={faultAt('title')}
          readOnly={isReadOnly}
        />
      )}
      <Rows
        label={t`Rows of section ${number}`}
        isLabelHidden
        error={faultAt('rows')}
        rows={section.rows}
        onChange={(rows) => onChange({ ...section, rows })}
        nameOf={(index) => t`Row ${index + 1}`}
        fresh={fresh}
        add={t`Add a row`}
        least={1}
        most={10}
      >
        {(row, index, setRow) => (
          <>
            <ValueText
              label={t`Row ${index + 1}`}
              isLabelHidden
              placeholder={t`Row ${index + 1}`}
              maxLength={LABEL_LIMIT}
              value={row.label}
              onChange={(label) => setRow({ ...row, label })}
              error={faultAt(`rows/${index}/label`)}
            />
            <ValueText
              label={t`Text below row ${index + 1}`}
              isLabelHidden
              placeholder={t`Text below it`}
              maxLength={200}
              value={row.description ?? ''}
              onChange={(description) => setRow({ ...row, description: description || undefined })}
              error={faultAt(`rows/${index}/description`)}
            />
            <StepSelect
              label={t`Row ${index + 1} leads to`}
              isLabelHidden
              value={row.next}
              onChange={(next) => setRow({ ...row, next })}
              handle={`choice:${row.id}`}
              nothing={t`As the step goes on`}
            />
          </>
        )}
      </Rows>
    </>
  )
}

function titled(title: string): { title?: string } {
  return title === '' ? {} : { title }
}

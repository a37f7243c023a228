/** Buttons below a message: an answer, a link, or a number to call. */
import { useLingui } from '@lingui/react/macro'
import { Select } from '@mantine/core'
import { z } from 'zod'
import { BUTTONS_LIMIT, LABEL_LIMIT } from '../../../../../shared/messages.ts'
import { ChannelHint } from '../channel-hint.tsx'
import type { ControlProps } from '../control.ts'
import { useForm } from '../form-context.ts'
import { longest } from './choices.tsx'
import classes from './controls.module.css'
import { freeId } from './ids.ts'
import { Rows } from './rows.tsx'
import { StepSelect } from './step-select.tsx'
import { ValueText } from './value-text.tsx'

export const Button = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reply'), id: z.string(), label: z.string(), next: z.string().optional() }),
  z.object({ kind: z.literal('link'), label: z.string(), url: z.string() }),
  z.object({ kind: z.literal('call'), label: z.string(), phone: z.string() }),
])
export type Button = z.output<typeof Button>
const Buttons = z.array(Button).catch([])

export function ButtonsControl({ field, value, set, faultAt }: ControlProps) {
  const buttons = Buttons.parse(value)
  return (
    <ButtonRows
      label={field.label}
      description={field.description}
      buttons={buttons}
      onChange={(next) => set(next.length === 0 && field.isOptional ? undefined : next)}
      taken={replyIds(buttons)}
      faultAt={faultAt}
    />
  )
}

interface ButtonRowsProps {
  label: string
  description?: string | undefined
  buttons: Button[]
  onChange: (buttons: Button[]) => void
  /** ids that other buttons of the step have, which answer too */
  taken: readonly string[]
  faultAt: (path?: string) => string | undefined
}

export function ButtonRows({ label, description, buttons, onChange, taken, faultAt }: ButtonRowsProps) {
  const { t } = useLingui()
  return (
    <div className={classes.group}>
      <Rows
        label={label}
        description={description}
        error={faultAt()}
        rows={buttons}
        onChange={onChange}
        nameOf={(index) => t`Button ${index + 1}`}
        fresh={(): Button => ({ kind: 'reply', id: freeId('button', taken), label: '' })}
        add={t`Add a button`}
        most={BUTTONS_LIMIT}
        look="card"
      >
        {(button, index, set) => (
          <ButtonFields
            button={button}
            number={index + 1}
            onChange={set}
            taken={taken}
            faultAt={(path) => faultAt(`${index}/${path}`)}
          />
        )}
      </Rows>
      <ChannelHint
        of="buttons"
        counts={{ count: buttons.length, label: longest(buttons.map((button) => button.label)) }}
      />
    </div>
  )
}

interface ButtonFieldsProps {
  button: Button
  number: number
  onChange: (button: Button) => void
  taken: readonly string[]
  faultAt: (path: string) => string | undefined
}

function ButtonFields({ button, number, onChange, taken, faultAt }: ButtonFieldsProps) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  return (
    <>
      <ValueText
        label={t`Words on button ${number}`}
        isLabelHidden
        placeholder={t`Words on the button`}
        maxLength={LABEL_LIMIT}
        value={button.label}
        onChange={(label) => onChange({ ...button, label })}
        error={faultAt('label')}
      />
      <Select
        aria-label={t`What button ${number} does`}
        data={[
          { value: 'reply', label: t`Answers and goes on` },
          { value: 'link', label: t`Opens a web address` },
          { value: 'call', label: t`Calls a number` },
        ]}
        value={button.kind}
        onChange={(kind) => onChange(asKind(button, kind, taken))}
        readOnly={isReadOnly}
      />
      {button.kind === 'reply' && (
        <StepSelect
          label={t`Button ${number} leads to`}
          isLabelHidden
          value={button.next}
          onChange={(next) => onChange({ ...button, next })}
          handle={`choice:${button.id}`}
          nothing={t`As the step goes on`}
        />
      )}
      {button.kind === 'link' && (
        <ValueText
          label={t`Address of button ${number}`}
          isLabelHidden
          placeholder="https://"
          value={button.url}
          onChange={(url) => onChange({ ...button, url: url.trim() })}
          error={faultAt('url')}
        />
      )}
      {button.kind === 'call' && (
        <ValueText
          label={t`Number of button ${number}`}
          isLabelHidden
          placeholder="+49 30 123456"
          value={button.phone}
          onChange={(phone) => onChange({ ...button, phone })}
          error={faultAt('phone')}
        />
      )}
    </>
  )
}

export function replyIds(buttons: readonly Button[]): string[] {
  return buttons.flatMap((button) => (button.kind === 'reply' ? [button.id] : []))
}

function asKind(button: Button, kind: string | null, taken: readonly string[]): Button {
  const { label } = button
  if (kind === button.kind) return button
  if (kind === 'link') return { kind, label, url: '' }
  if (kind === 'call') return { kind, label, phone: '' }
  return { kind: 'reply', id: freeId('button', taken), label }
}

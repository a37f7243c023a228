/** JavaScript with line numbers. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Input } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { type KeyboardEvent, useId, useRef } from 'react'
import { type ControlProps, textOf } from '../control.ts'
import { useForm } from '../form-context.ts'
import { useWorkspaceDetails } from '../from-server.ts'
import own from './code.module.css'
import classes from './controls.module.css'
import { insertText } from './insert-text.ts'

export function CodeControl({ field, value, set, faultAt }: ControlProps) {
  const { isReadOnly } = useForm()
  const lines = useRef<HTMLDivElement>(null)
  const id = useId()
  const source = textOf(value)
  return (
    <div className={classes.group}>
      <CodeAllowed />
      <Input.Wrapper id={id} label={field.label} description={<KeysNote text={field.description} />} error={faultAt()}>
        <div className={own.code}>
          <div ref={lines} className={own.lines} aria-hidden="true">
            {source.split('\n').map((_, index) => `${index + 1}\n`)}
          </div>
          <textarea
            id={id}
            className={own.source}
            value={source}
            onChange={(event) => set(event.currentTarget.value)}
            onKeyDown={indent}
            onScroll={(event) => {
              if (lines.current) lines.current.scrollTop = event.currentTarget.scrollTop
            }}
            readOnly={isReadOnly}
            maxLength={20_000}
            spellCheck={false}
            autoCapitalize="off"
            wrap="off"
          />
        </div>
      </Input.Wrapper>
    </div>
  )
}

function KeysNote({ text }: { text: string | undefined }) {
  const { t } = useLingui()
  return [text, t`Tab indents; Esc and then Tab leaves the field.`].filter(Boolean).join(' ')
}

/** Only the owner of the workspace may let code run. */
function CodeAllowed() {
  const workspace = useWorkspaceDetails()
  if (!workspace || workspace.isCodeAllowed) return null
  return (
    <div className={classes.hint}>
      <IconInfoCircle size={14} aria-hidden="true" />
      <span>
        <Trans>
          Code steps are switched off in this workspace. Its owner can switch them on in the settings, under Security.
        </Trans>
      </span>
    </div>
  )
}

let isLeaving = false

/** Tab writes two spaces, unless Esc came before: then it moves on, as elsewhere. */
function indent(event: KeyboardEvent<HTMLTextAreaElement>): void {
  const field = event.currentTarget
  if (event.key === 'Escape') isLeaving = true
  else if (event.key === 'Tab' && !event.shiftKey && !isLeaving && !field.readOnly) {
    event.preventDefault()
    insertText(field, '  ', { from: field.selectionStart, to: field.selectionEnd })
  } else if (event.key === 'Enter' && !field.readOnly) {
    event.preventDefault()
    const line = field.value.slice(0, field.selectionStart).split('\n').at(-1) ?? ''
    const deeper = /[{([]\s*$/.test(line) ? '  ' : ''
    insertText(field, `\n${/^\s*/.exec(line)?.[0] ?? ''}${deeper}`, {
      from: field.selectionStart,
      to: field.selectionEnd,
    })
  } else if (event.key !== 'Tab') isLeaving = false
}

/** How a form or a question ends: what went wrong, and at the right the way back and the verb. */
import { Trans } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { ProblemNote } from './problem.tsx'

interface FormFootProps {
  /** what went wrong at the last try */
  error?: unknown
  isBusy: boolean
  /** something is missing before it can be sent */
  isOff?: boolean
  /** the id of the form that is sent, where the foot stands outside of it */
  form?: string
  /** left out where there is no way back */
  onCancel?: (() => void) | undefined
  /** the verb */
  children: ReactNode
}

export function FormFoot({ error, isBusy, isOff = false, form, onCancel, children }: FormFootProps) {
  return (
    <>
      <ProblemNote error={error} />
      <Group justify="flex-end" gap="xs">
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            <Trans>Cancel</Trans>
          </Button>
        )}
        <Button type="submit" form={form} loading={isBusy} disabled={isOff}>
          {children}
        </Button>
      </Group>
    </>
  )
}

interface DangerFootProps extends Pick<FormFootProps, 'error' | 'isBusy' | 'children'> {
  onCancel: () => void
  onAct: () => void
}

/** The verb cannot be taken back, so the way back is what Enter presses first. */
export function DangerFoot({ error, isBusy, onCancel, onAct, children }: DangerFootProps) {
  return (
    <>
      <ProblemNote error={error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onCancel} data-autofocus>
          <Trans>Cancel</Trans>
        </Button>
        <Button color="red" loading={isBusy} onClick={onAct}>
          {children}
        </Button>
      </Group>
    </>
  )
}

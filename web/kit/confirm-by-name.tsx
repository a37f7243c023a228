/** The last step before something big is removed: what goes with it is listed, and its name has to be typed. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { ProblemNote } from './problem.tsx'

interface ConfirmByNameProps {
  isOpen: boolean
  onClose: () => void
  /** a question: "Delete Acme?" */
  title: string
  /** what happens, and until when it can be undone */
  children: ReactNode
  /** what is lost, one line each */
  consequences: string[]
  /** what has to be typed */
  name: string
  /** a verb: "Delete workspace" */
  verb: string
  onConfirm: () => void
  isBusy: boolean
  error?: unknown
}

export function ConfirmByName(props: ConfirmByNameProps) {
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title={props.title}>
      <ConfirmForm {...props} />
    </Modal>
  )
}

function ConfirmForm({ onClose, children, consequences, name, verb, onConfirm, isBusy, error }: ConfirmByNameProps) {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const isRight = typed.trim() === name
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isRight) onConfirm()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text component="div">{children}</Text>
        {consequences.length > 0 && (
          <List size="sm" c="dimmed" spacing={4}>
            {consequences.map((line) => (
              <List.Item key={line}>{line}</List.Item>
            ))}
          </List>
        )}
        <TextInput
          label={t`Type ${name} to confirm`}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
        <ProblemNote error={error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" color="red" disabled={!isRight} loading={isBusy}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

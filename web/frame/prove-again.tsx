/** Asks for the password, or a code of the authenticator app, before something sensitive; the request that waited then goes on. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { $api } from '../api.ts'
import { ProblemNote } from '../kit/problem.tsx'
import { useMe } from '../me.ts'
import { Problem } from '../problem.ts'
import { useProofQuestion } from '../proof.ts'

/** Stands once in the frame; any request that is answered with `prove-again` opens it. */
export function ProveAgain() {
  const { t } = useLingui()
  const question = useProofQuestion()
  return (
    <Modal
      opened={question !== null}
      onClose={() => question?.answer(false)}
      title={t`Confirm that it is you`}
      size="sm"
    >
      {question && <ProofForm onProved={() => question.answer(true)} onCancel={() => question.answer(false)} />}
    </Modal>
  )
}

function ProofForm({ onProved, onCancel }: { onProved: () => void; onCancel: () => void }) {
  const { t } = useLingui()
  const { user } = useMe()
  const [isByCode, setByCode] = useState(false)
  const [given, setGiven] = useState('')
  const proof = $api.useMutation('post', '/api/me/proof', { onSuccess: onProved })
  const isWrong = proof.error instanceof Problem && proof.error.status === 401
  const wrong = isByCode ? t`The code is not right.` : t`The password is not right.`
  const submit = (event: FormEvent) => {
    event.preventDefault()
    proof.mutate({ body: isByCode ? { code: given } : { password: given } })
  }
  const field = { value: given, error: isWrong && wrong, required: true, withAsterisk: false, 'data-autofocus': true }
  const type = (event: React.ChangeEvent<HTMLInputElement>) => setGiven(event.currentTarget.value)
  const swap = () => {
    setByCode(!isByCode)
    setGiven('')
    proof.reset()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text c="dimmed">
          <Trans>This is sensitive, and your last sign-in was a while ago.</Trans>
        </Text>
        <input type="text" name="username" autoComplete="username" value={user.email} readOnly hidden />
        {isByCode ? (
          <TextInput
            {...field}
            key="code"
            label={t`Code from your authenticator app`}
            onChange={type}
            inputMode="numeric"
            autoComplete="one-time-code"
          />
        ) : (
          <PasswordInput
            {...field}
            key="password"
            label={t`Your password`}
            onChange={type}
            autoComplete="current-password"
          />
        )}
        {user.twoFactor && (
          <Anchor component="button" type="button" size="sm" onClick={swap} ta="start">
            {isByCode ? <Trans>Use the password</Trans> : <Trans>Use a code from the authenticator app</Trans>}
          </Anchor>
        )}
        <ProblemNote error={isWrong ? null : proof.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={proof.isPending}>
            <Trans>Confirm</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Shows the secret to the authenticator app, as a picture and as text, and takes the first code of it. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Code, Group, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import { $api } from '../../api.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { Problem } from '../../problem.ts'
import classes from './turn-on-two-factor.module.css'

interface TurnOnProps {
  onDone: (recoveryCodes: string[]) => void
  onCancel: () => void
}

export function TurnOn({ onDone, onCancel }: TurnOnProps) {
  const { t } = useLingui()
  const [code, setCode] = useState('')
  const { mutate: start, ...begin } = $api.useMutation('post', '/api/me/two-factor')
  const confirm = $api.useMutation('put', '/api/me/two-factor', {
    onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
  })
  useEffect(() => start({ body: {} }), [start])
  const isWrong = confirm.error instanceof Problem && [401, 422].includes(confirm.error.status)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    confirm.mutate({ body: { code } })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text>
          <Trans>Scan this picture with an authenticator app, such as the one in your password manager.</Trans>
        </Text>
        {begin.error ? (
          <ProblemNote error={begin.error} onRetry={() => start({ body: {} })} />
        ) : (
          <Secret qr={begin.data?.qr} secret={begin.data?.secret} />
        )}
        <TextInput
          label={t`Code that the app shows`}
          placeholder="123456"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={20}
          required
          withAsterisk={false}
          maw={200}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={isWrong && t`The code is not right. Wait for the next one and try again.`}
          data-autofocus
        />
        <ProblemNote error={isWrong ? null : confirm.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={confirm.isPending} disabled={!begin.data}>
            <Trans>Turn on</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Secret({ qr, secret }: { qr: string | undefined; secret: string | undefined }) {
  const { t } = useLingui()
  if (!qr || !secret) return <Skeleton width={180} height={180} mx="auto" />
  const spaced = secret.replace(/(.{4})(?=.)/g, '$1 ')
  return (
    <>
      <img src={qr} alt={t`QR code for the authenticator app`} width={180} height={180} className={classes.qr} />
      <div>
        <Text size="sm" c="dimmed">
          <Trans>No camera? Enter this key in the app:</Trans>
        </Text>
        <Group gap={4} wrap="nowrap">
          <Code className={classes.secret}>{spaced}</Code>
          <CopyButton value={secret} label={t`Copy the key`} />
        </Group>
      </div>
    </>
  )
}

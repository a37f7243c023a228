/** Sends a letter once more, then waits a minute before it can be asked for again. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, VisuallyHidden } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { useEffect, useState } from 'react'

const WAIT_SECONDS = 60

interface SendAgainProps {
  isBusy: boolean
  /** rejects when the letter could not be asked for */
  onSend: () => Promise<unknown>
}

export function SendAgain({ isBusy, onSend }: SendAgainProps) {
  const { t } = useLingui()
  const [left, setLeft] = useState(WAIT_SECONDS)
  const [isSent, setSent] = useState(false)
  useEffect(() => {
    if (left === 0) return
    const timer = setTimeout(() => setLeft(left - 1), 1000)
    return () => clearTimeout(timer)
  }, [left])
  const send = async () => {
    setSent(false)
    const isDone = await onSend().then(
      () => true,
      () => false,
    )
    setSent(isDone)
    if (isDone) setLeft(WAIT_SECONDS)
  }
  return (
    <>
      <Button
        variant="default"
        size="md"
        leftSection={<IconMail size={18} stroke={1.6} />}
        disabled={left > 0}
        loading={isBusy}
        onClick={send}
      >
        {left > 0 ? <Trans>Send again in {left} s</Trans> : <Trans>Send the e-mail again</Trans>}
      </Button>
      <VisuallyHidden role="status">{isSent ? t`The e-mail is sent again.` : ''}</VisuallyHidden>
    </>
  )
}

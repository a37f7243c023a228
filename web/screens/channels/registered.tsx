/** What was set up at the provider, and what it has to be told by hand; each value can be copied. */
import { useLingui } from '@lingui/react/macro'
import type { ConnectedChannel } from '../../../shared/channels.ts'
import { useChannelTexts } from '../../kit/channel-texts.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { Part } from '../../kit/sheet.tsx'
import classes from './channels.module.css'

export function Registered({ connected }: { connected: ConnectedChannel }) {
  const { t } = useLingui()
  const { registered, hookUrl } = connected
  const isTold = registered.some(({ value }) => value === hookUrl)
  const shown =
    hookUrl === null || isTold ? registered : [...registered, { label: t`Address for messages`, value: hookUrl }]
  if (shown.length === 0) return null
  return (
    <Part title={t`What was set up`}>
      <dl className={classes.registered}>
        {shown.map(({ label, value }) => (
          <Line key={label} label={label} value={value} />
        ))}
      </dl>
    </Part>
  )
}

function Line({ label, value }: { label: string; value: string }) {
  const { t } = useLingui()
  const text = useChannelTexts()
  const name = text(label)
  // A sentence is to be read; what has no end of one is to be copied.
  const isSentence = /[.!?]$/.test(value)
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span>{text(value)}</span>
        {!isSentence && <CopyButton value={value} label={t`Copy: ${name}`} />}
      </dd>
    </div>
  )
}

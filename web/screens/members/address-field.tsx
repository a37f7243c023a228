/** A field for many e-mail addresses: typed or pasted, each becomes a chip that tells whether it is one. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Pill, PillsInput, Text } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { type Address, readAddresses, withoutDoubles } from './addresses.ts'
import classes from './members.module.css'

interface AddressFieldProps {
  value: Address[]
  onChange: (addresses: Address[]) => void
  error?: string
}

const ENDS_ONE = new Set(['Enter', ',', ';', ' '])

export function AddressField({ value, onChange, error }: AddressFieldProps) {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const add = (text: string) => {
    onChange(withoutDoubles([...value, ...readAddresses(text)]))
    setTyped('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (ENDS_ONE.has(event.key) && typed.trim()) {
      event.preventDefault()
      add(typed)
    } else if (event.key === 'Backspace' && typed === '') {
      onChange(value.slice(0, -1))
    }
  }
  const faulty = value.filter((address) => address.email === null).length
  return (
    <PillsInput label={t`E-mail addresses`} error={error} description={<Help faulty={faulty} />}>
      <Pill.Group>
        {value.map((address) => (
          <Chip
            key={address.text}
            address={address}
            onRemove={() => onChange(value.filter((each) => each !== address))}
          />
        ))}
        <PillsInput.Field
          className={classes.typed}
          value={typed}
          inputMode="email"
          autoComplete="off"
          placeholder={value.length === 0 ? t`mia@example.com, adam@example.com` : undefined}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={() => typed.trim() && add(typed)}
          onPaste={(event) => {
            event.preventDefault()
            add(typed + event.clipboardData.getData('text'))
          }}
          data-autofocus
        />
      </Pill.Group>
    </PillsInput>
  )
}

function Chip({ address, onRemove }: { address: Address; onRemove: () => void }) {
  const { t } = useLingui()
  const { text, email } = address
  return (
    <Pill
      className={classes.chip}
      data-invalid={email === null || undefined}
      withRemoveButton
      onRemove={onRemove}
      removeButtonProps={{ 'aria-label': t`Remove ${text}`, 'aria-hidden': false, tabIndex: 0 }}
      title={email === null ? t`This is not an e-mail address` : undefined}
    >
      {email ?? text}
    </Pill>
  )
}

function Help({ faulty }: { faulty: number }) {
  return (
    <Text component="span" inherit role="status" c={faulty > 0 ? 'red' : undefined}>
      {faulty > 0 ? (
        <Trans>What is marked red is not an e-mail address. Remove it to continue.</Trans>
      ) : (
        <Trans>Paste as many as you like, separated by commas, spaces or lines.</Trans>
      )}
    </Text>
  )
}

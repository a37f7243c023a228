/** A field for a password that is being chosen: may be shown and pasted, and says how strong it is. */
import { useLingui } from '@lingui/react/macro'
import { PasswordInput, type PasswordInputProps, Text } from '@mantine/core'
import { useId } from 'react'
import { PASSWORD_MAX, PASSWORD_MIN } from '../../shared/people.ts'
import classes from './new-password.module.css'
import { strengthOf } from './password-strength.ts'

interface NewPasswordProps extends Omit<PasswordInputProps, 'value'> {
  value: string
}

export function NewPassword({ value, ...rest }: NewPasswordProps) {
  const { t } = useLingui()
  const hintId = useId()
  const strength = strengthOf(value)
  const words = [
    t`At least ${PASSWORD_MIN} characters. A few words in a row are strong and easy to remember.`,
    t`Too short: at least ${PASSWORD_MIN} characters.`,
    t`Weak: easy to guess.`,
    t`Fair: longer is better.`,
    t`Strong.`,
  ]
  return (
    <div>
      <PasswordInput
        label={t`Password`}
        autoComplete="new-password"
        minLength={PASSWORD_MIN}
        maxLength={PASSWORD_MAX}
        required
        withAsterisk={false}
        aria-describedby={hintId}
        value={value}
        {...rest}
      />
      <div className={classes.bars} data-strength={strength} aria-hidden="true">
        <span />
        <span />
        <span />
      </div>
      <Text id={hintId} className={classes.hint} aria-live="polite">
        {words[strength]}
      </Text>
    </div>
  )
}

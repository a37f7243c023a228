/** Where a new bot gets its name. */
import { useLingui } from '@lingui/react/macro'
import { TextInput, type TextInputProps } from '@mantine/core'

export function BotNameField(props: TextInputProps) {
  const { t } = useLingui()
  return (
    <TextInput
      label={t`Name`}
      description={t`People see it above the chat.`}
      maxLength={80}
      required
      withAsterisk={false}
      data-autofocus
      autoComplete="off"
      {...props}
    />
  )
}

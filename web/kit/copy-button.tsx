/** Copies a text and says that it did. */
import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, CopyButton as Copies, Tooltip, VisuallyHidden } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'

interface CopyButtonProps {
  value: string
  /** what is copied, e.g. "Copy link" */
  label?: string
  /** icon: beside a text; button: on its own */
  look?: 'icon' | 'button'
}

export function CopyButton({ value, label, look = 'icon' }: CopyButtonProps) {
  const { t } = useLingui()
  const name = label ?? t`Copy`
  return (
    <Copies value={value} timeout={2000}>
      {({ copied, copy }) => {
        const icon = copied ? <IconCheck size={16} /> : <IconCopy size={16} />
        return (
          <>
            {look === 'icon' ? (
              <Tooltip label={copied ? t`Copied` : name}>
                <ActionIcon onClick={copy} aria-label={name} c={copied ? 'green' : undefined}>
                  {icon}
                </ActionIcon>
              </Tooltip>
            ) : (
              <Button variant="default" leftSection={icon} onClick={copy}>
                {copied ? t`Copied` : name}
              </Button>
            )}
            <VisuallyHidden role="status">{copied ? t`Copied` : ''}</VisuallyHidden>
          </>
        )
      }}
    </Copies>
  )
}

/** A link by which people come into a flow. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { $api } from '../../../api.ts'
import { CopyButton } from '../../../kit/copy-button.tsx'
import { useForm } from './form-context.ts'
import classes from './inspector.module.css'

interface RefFieldsProps {
  word: string
  onChange: (word: string) => void
}

export function RefFields({ word, onChange }: RefFieldsProps) {
  const { t } = useLingui()
  const { workspaceId, botId, isReadOnly } = useForm()
  const [typed, setTyped] = useState(word)
  const path = { workspace: workspaceId, bot: botId }
  const bot = $api.useQuery('get', '/api/workspaces/{workspace}/bots/{bot}', { params: { path } }).data
  const type = (text: string) => {
    const next = text
      .toLowerCase()
      .replaceAll(/[\s_]+/g, '-')
      .replaceAll(/[^a-z0-9-]/g, '')
      .slice(0, 60)
    setTyped(next)
    if (SLUG.test(next)) onChange(next)
  }
  const link = bot && `${bot.pageUrl}${bot.pageUrl.includes('?') ? '&' : '?'}ref=${word}`
  return (
    <>
      <TextInput
        label={t`Word of the link`}
        description={t`Small letters, digits and hyphens, such as spring-offer.`}
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
        error={SLUG.test(typed) ? undefined : t`Write a word, such as spring-offer.`}
        readOnly={isReadOnly}
        spellCheck={false}
      />
      {link && (
        <div>
          <Text size="sm" fw={500} mb={4}>
            <Trans>The link to the web chat</Trans>
          </Text>
          <div className={classes.address}>
            <span>{link}</span>
            <CopyButton value={link} label={t`Copy the link`} />
          </div>
        </div>
      )}
    </>
  )
}

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/** Makes a bot: blank, of a template, or of a file. */
import { useLingui } from '@lingui/react/macro'
import { Modal, SegmentedControl, Stack } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Bot } from '../../../shared/bots.ts'
import { BroughtIn, type Made } from '../templates/brought-in.tsx'
import { useFilters } from './bot-filters.tsx'
import { CreateBlank } from './create-blank.tsx'
import { CreateFromTemplate } from './create-from-template.tsx'
import { ImportBot } from './import-bot.tsx'

type From = 'blank' | 'template' | 'file'

interface CreateBotProps {
  bots: Bot[]
  onClose: () => void
}

export function CreateBot({ bots, onClose }: CreateBotProps) {
  const { t } = useLingui()
  const [made, setMade] = useState<Made | null>(null)
  return (
    <Modal opened onClose={onClose} title={made ? t`Your bot is here` : t`Create a bot`} size="xl">
      {made ? (
        <BroughtIn made={made} onClose={onClose} />
      ) : (
        <Beginnings bots={bots} onMade={setMade} onClose={onClose} />
      )}
    </Modal>
  )
}

function Beginnings({ bots, onMade, onClose }: CreateBotProps & { onMade: (made: Made) => void }) {
  const { t } = useLingui()
  const { create, from = 'template' } = useSearch({ from: '/frame/w/$workspaceId/bots' })
  const show = useFilters()
  const choices: Array<{ value: From; label: string }> = [
    { value: 'template', label: t`From a template` },
    { value: 'blank', label: t`Blank` },
    { value: 'file', label: t`From a file` },
  ]
  return (
    <Stack gap="md">
      <SegmentedControl
        aria-label={t`Begin with`}
        value={from}
        data={choices}
        onChange={(word) => show({ from: choices.find(({ value }) => value === word)?.value })}
      />
      {from === 'blank' && <CreateBlank bots={bots} onClose={onClose} />}
      {from === 'template' && (
        <CreateFromTemplate
          first={typeof create === 'string' ? create : undefined}
          bots={bots}
          onMade={onMade}
          onClose={onClose}
        />
      )}
      {from === 'file' && <ImportBot onMade={onMade} onClose={onClose} />}
    </Stack>
  )
}

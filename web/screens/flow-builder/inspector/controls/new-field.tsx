/** Says that a field is new, and lets one say what it holds, so that comparisons and forms know. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Select, Text } from '@mantine/core'
import { useState } from 'react'
import { FIELD_KINDS, FieldKind } from '../../../../../shared/fields.ts'
import { problemToast } from '../../../../kit/undo-toast.tsx'
import { useForm } from '../form-context.ts'
import { describeField } from '../from-server.ts'
import { useKindWords } from './kind-words.ts'

export function NewField({ name }: { name: string }) {
  const { t } = useLingui()
  const { workspaceId, botId } = useForm()
  const kindWords = useKindWords()
  const [kind, setKind] = useState<FieldKind>('text')
  const [isSaving, setSaving] = useState(false)
  const scope = name.startsWith('bot.') ? ('bot' as const) : ('user' as const)
  const describe = async () => {
    setSaving(true)
    await describeField({ workspaceId, botId }, { scope, name: name.replace(/^bot\./, ''), kind }).catch(problemToast)
    setSaving(false)
  }
  return (
    <Group gap={6} mt={4} align="center">
      <Text size="xs" c="dimmed">
        <Trans>A new field. It holds</Trans>
      </Text>
      <Select
        size="xs"
        w={130}
        aria-label={t`What the field holds`}
        data={FIELD_KINDS.map((value) => ({ value, label: kindWords(value) }))}
        value={kind}
        onChange={(chosen) => setKind(FieldKind.catch('text').parse(chosen))}
      />
      <Button size="compact-xs" variant="default" loading={isSaving} onClick={() => void describe()}>
        <Trans>Describe it so</Trans>
      </Button>
    </Group>
  )
}

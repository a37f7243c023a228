/** Begins the test anew: at the start, at the selected step, or by one of the ways into the flow. */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Group, Menu, Tooltip } from '@mantine/core'
import { IconChevronDown, IconRefresh } from '@tabler/icons-react'
import { ENTRY_ICONS } from '../inspector/entry-icons.ts'
import { useEditor } from '../store/use-editor.ts'
import { useEntryWords } from '../words/entry-words.ts'
import { useStepWords } from '../words/step-words.ts'
import type { Beginning } from './trial.ts'
import { useTrial } from './use-trial.ts'

export function BeginMenu({ onBegin }: { onBegin: () => void }) {
  const { t } = useLingui()
  const trial = useTrial()
  const selected = useEditor((state) => state.selection.at(-1))
  const flow = useEditor((state) => state.flow)
  const { full } = useStepWords()
  const wordsOf = useEntryWords()
  const step = selected === undefined ? undefined : flow.steps[selected]
  const begin = (beginning: Beginning) => {
    onBegin()
    void trial.begin(beginning)
  }
  return (
    <Group gap={0} wrap="nowrap">
      <Tooltip label={t`Begin again`}>
        <ActionIcon aria-label={t`Begin again`} onClick={() => begin({ kind: 'start' })}>
          <IconRefresh size={16} />
        </ActionIcon>
      </Tooltip>
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={t`Begin in another way`}>
            <IconChevronDown size={14} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown maw={320}>
          <Menu.Item onClick={() => begin({ kind: 'start' })}>
            <Trans>At the start</Trans>
          </Menu.Item>
          {selected !== undefined && step && (
            <Menu.Item onClick={() => begin({ kind: 'step', stepId: selected })}>
              <Trans>At the selected step: {full(step)}</Trans>
            </Menu.Item>
          )}
          {flow.entries?.map((entry) => {
            const Icon = ENTRY_ICONS[entry.kind]
            const { kind, detail } = wordsOf(entry)
            return (
              <Menu.Item
                key={entry.id}
                leftSection={<Icon size={16} />}
                onClick={() => begin({ kind: 'entry', entryId: entry.id })}
              >
                {detail ? `${kind}: ${detail}` : kind}
              </Menu.Item>
            )
          })}
        </Menu.Dropdown>
      </Menu>
    </Group>
  )
}

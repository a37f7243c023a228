/** Adds one more way to begin the flow: keywords, a link, a time … */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconBolt } from '@tabler/icons-react'
import type { Entry } from '../../../../engine/entry.ts'
import { ENTRY_ORDER, freshEntry, ONLY_IN_MAIN } from '../inspector/fresh-entry.ts'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import { ENTRY_KINDS } from '../words/entry-words.ts'

type Kind = Entry['kind']

export function EntryMenu() {
  const { t } = useLingui()
  const { _ } = useWords()
  const editor = useEditorStore()
  const isMain = useEditor((state) => state.isMain)
  const entries = useEditor((state) => state.flow.entries)
  const isThere = (kind: Kind) => entries?.some((entry) => entry.kind === kind)
  const kinds = ENTRY_ORDER.filter((kind) => !ONLY_IN_MAIN.has(kind) || (isMain && !isThere(kind)))
  const add = (kind: Kind) => {
    const { flow, selection } = editor.get()
    const last = selection.at(-1)
    const to = last !== undefined && flow.steps[last] ? last : flow.start
    editor.addEntry({ ...freshEntry(kind, flow.entries ?? [], tomorrow()), to })
  }
  return (
    <Menu position="right-start" width={260}>
      <Menu.Target>
        <Tooltip label={t`Begin in another way`} position="right">
          <ActionIcon size={36} aria-label={t`Begin in another way`}>
            <IconBolt size={20} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Trans>The flow begins also by</Trans>
        </Menu.Label>
        {kinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => add(kind)}>
            {_(ENTRY_KINDS[kind])}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function tomorrow(): string {
  return new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
}

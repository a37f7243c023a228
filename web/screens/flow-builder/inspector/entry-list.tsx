/** How people get into the flow: every way, and new ones. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Menu } from '@mantine/core'
import { IconChevronRight, IconPlus } from '@tabler/icons-react'
import type { Entry } from '../../../../engine/entry.ts'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import { ENTRY_KINDS, useEntryWords } from '../words/entry-words.ts'
import { useEntryHelp } from './entry-help.ts'
import { ENTRY_ICONS } from './entry-icons.ts'
import { ENTRY_ORDER, freshEntry, ONLY_IN_MAIN } from './fresh-entry.ts'
import classes from './inspector.module.css'

const NONE: readonly Entry[] = []

export function EntryList({ isMain }: { isMain: boolean }) {
  const { t } = useLingui()
  const editor = useEditorStore()
  const entries = useEditor((state) => state.flow.entries) ?? NONE
  const isReadOnly = useEditor((state) => state.isReadOnly)
  const wordsOf = useEntryWords()
  return (
    <section aria-label={t`How people get here`}>
      <h3 className={classes.subhead}>{t`How people get here`}</h3>
      <div className={classes.dim}>
        {isMain ? (
          <Trans>A chat begins here. Besides, the flow can begin by itself:</Trans>
        ) : (
          <Trans>Other flows can call this one. Besides, it can begin by itself:</Trans>
        )}
      </div>
      <ul className={classes.list}>
        {entries.map((entry) => {
          const Icon = ENTRY_ICONS[entry.kind]
          const { kind, detail } = wordsOf(entry)
          return (
            <li key={entry.id}>
              <button type="button" className={classes.row} onClick={() => editor.goTo(`entry:${entry.id}`)}>
                <Icon size={16} stroke={1.6} aria-hidden="true" />
                <span className={classes.rowWords}>
                  <span>{kind}</span>
                  {detail && <span className={classes.dim}>{detail}</span>}
                </span>
                <IconChevronRight size={14} aria-hidden="true" />
              </button>
            </li>
          )
        })}
      </ul>
      {!isReadOnly && <AddEntry entries={entries} isMain={isMain} />}
    </section>
  )
}

function AddEntry({ entries, isMain }: { entries: readonly Entry[]; isMain: boolean }) {
  const { _ } = useWords()
  const editor = useEditorStore()
  const help = useEntryHelp()
  const isOffered = (kind: Entry['kind']) =>
    !ONLY_IN_MAIN.has(kind) || (isMain && !entries.some((entry) => entry.kind === kind))
  const add = (kind: Entry['kind']) => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
    editor.addEntry(freshEntry(kind, entries, tomorrow))
  }
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <Button variant="default" size="xs" mt={8} leftSection={<IconPlus size={14} />}>
          <Trans>Add a way in</Trans>
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={400} style={{ overflowY: 'auto' }}>
        {ENTRY_ORDER.filter(isOffered).map((kind) => {
          const Icon = ENTRY_ICONS[kind]
          return (
            <Menu.Item key={kind} leftSection={<Icon size={16} />} onClick={() => add(kind)}>
              <span className={classes.rowWords}>
                <span>{_(ENTRY_KINDS[kind])}</span>
                <span className={classes.dim}>{help(kind)}</span>
              </span>
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}

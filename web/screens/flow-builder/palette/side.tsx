/** At the left: the blocks to drag onto the canvas, or the outline. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Text, TextInput, Tooltip } from '@mantine/core'
import { IconListTree, IconNote, IconSearch, IconSquarePlus } from '@tabler/icons-react'
import { type DragEvent, type ReactNode, useState } from 'react'
import { type Item, openWayOf } from '../edits/flow-edits.ts'
import { useEngineWords } from '../engine-words/engine-words.ts'
import { Outline } from '../outline/outline.tsx'
import type { Side as SideName } from '../store/editor-state.ts'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import { iconOf } from '../words/block-icons.ts'
import { EntryMenu } from './entry-menu.tsx'
import { CATEGORY_WORDS, ITEM_TYPE, ITEMS_BY_CATEGORY, useFoundItems, useRecentItems } from './palette-items.ts'
import classes from './side.module.css'

export function Side({ onNote }: { onNote: () => void }) {
  const { t } = useLingui()
  const editor = useEditorStore()
  const side = useEditor((state) => state.side)
  const isReadOnly = useEditor((state) => state.isReadOnly)
  const toggle = (name: SideName) => editor.openSide(side === name ? null : name)
  const shown = isReadOnly && side === 'blocks' ? null : side
  return (
    <div className={classes.side}>
      <div className={classes.rail}>
        {!isReadOnly && (
          <RailButton label={t`Blocks`} isOn={shown === 'blocks'} onClick={() => toggle('blocks')}>
            <IconSquarePlus size={20} stroke={1.6} />
          </RailButton>
        )}
        <RailButton label={t`Outline`} keys="O" isOn={shown === 'outline'} onClick={() => toggle('outline')}>
          <IconListTree size={20} stroke={1.6} />
        </RailButton>
        <RailButton label={t`Find words`} onClick={() => editor.ask({ kind: 'find' })}>
          <IconSearch size={20} stroke={1.6} />
        </RailButton>
        {!isReadOnly && (
          <>
            <RailButton label={t`Add a note`} keys="N" onClick={onNote}>
              <IconNote size={20} stroke={1.6} />
            </RailButton>
            <EntryMenu />
          </>
        )}
      </div>
      {shown && (
        <div className={classes.sideBody} data-wide={shown === 'outline' || undefined}>
          {shown === 'blocks' ? <Blocks /> : <Outline />}
        </div>
      )}
    </div>
  )
}

interface RailButtonProps {
  label: string
  keys?: string
  isOn?: boolean
  onClick: () => void
  children: ReactNode
}

function RailButton({ label, keys, isOn, onClick, children }: RailButtonProps) {
  return (
    <Tooltip label={keys ? `${label} (${keys})` : label} position="right">
      <ActionIcon size={36} aria-label={label} aria-pressed={isOn} data-on={isOn || undefined} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  )
}

function Blocks() {
  const { t } = useLingui()
  const { _ } = useWords()
  const [search, setSearch] = useState('')
  const found = useFoundItems(search)
  const { recent } = useRecentItems()
  const isSearching = search.trim() !== ''
  return (
    <section aria-label={t`Blocks`} className={classes.blocks}>
      <TextInput
        aria-label={t`Search blocks`}
        placeholder={t`Search blocks`}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <div className={classes.blockLists}>
        {isSearching ? (
          <Blocklist items={found} empty={<Trans>No block is called that.</Trans>} />
        ) : (
          <>
            {recent.length > 0 && <Blocklist title={t`Used last`} items={recent} />}
            {ITEMS_BY_CATEGORY.map(({ category, items }) => (
              <Blocklist key={category} title={_(CATEGORY_WORDS[category])} items={items} category={category} />
            ))}
          </>
        )}
      </div>
    </section>
  )
}

function Blocklist({
  title,
  items,
  empty,
}: {
  title?: string
  items: readonly Item[]
  category?: string
  empty?: ReactNode
}) {
  if (items.length === 0)
    return (
      <Text size="sm" c="dimmed" py="sm">
        {empty}
      </Text>
    )
  return (
    <div>
      {title && <h3 className={classes.blockTitle}>{title}</h3>}
      <ul className={classes.blockList}>
        {items.map((item) => (
          <li key={item.id}>
            <BlockButton item={item} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Dragged it lies where it is dropped; pressed it comes after the selected step. */
function BlockButton({ item }: { item: Item }) {
  const editor = useEditorStore()
  const words = useEngineWords()
  const { note } = useRecentItems()
  const Icon = iconOf(item.icon)
  const start = (event: DragEvent) => {
    event.dataTransfer.setData(ITEM_TYPE, item.id)
    event.dataTransfer.effectAllowed = 'copy'
    note(item.id)
  }
  const add = () => {
    const { flow, selection } = editor.get()
    const last = selection.at(-1)
    note(item.id)
    editor.addStep(item, { after: last === undefined ? undefined : openWayOf(flow, last) })
  }
  return (
    <Tooltip label={words(item.description)} position="right" openDelay={500}>
      <button type="button" className={classes.block} draggable onDragStart={start} onClick={add} data-item={item.id}>
        <Icon size={16} stroke={1.7} aria-hidden="true" />
        <span>{words(item.label)}</span>
      </button>
    </Tooltip>
  )
}

/** Adds a step with the keyboard: type, arrows, Enter. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useMemo, useState } from 'react'
import { type Option, PickList } from '../dialogs/pick-list.tsx'
import { ITEMS, type Item, openWayOf } from '../edits/flow-edits.ts'
import { useEngineWords } from '../engine-words/engine-words.ts'
import type { Dialog } from '../store/editor-state.ts'
import { useEditorStore } from '../store/use-editor.ts'
import { iconOf } from '../words/block-icons.ts'
import { CATEGORY_WORDS, categoryOf, useFoundItems, useRecentItems } from './palette-items.ts'

export function PaletteDialog({ at, from }: Extract<Dialog, { kind: 'palette' }>) {
  const { t } = useLingui()
  const editor = useEditorStore()
  const [search, setSearch] = useState('')
  const { recent, note } = useRecentItems()
  const options = useOptions(search, recent)
  const pick = (optionId: string) => {
    const id = optionId.replace(RECENT, '')
    const item = ITEMS.find((each) => each.id === id)
    if (!item) return
    note(id)
    editor.ask(null)
    editor.addStep(item, { at, after: from ?? wayOn(editor.get()) })
  }
  return (
    <PickList
      label={t`Kind of step`}
      placeholder={t`Message, question, condition …`}
      search={search}
      onSearch={setSearch}
      options={options}
      empty={<Trans>No kind of step is called that.</Trans>}
      onPick={pick}
    />
  )
}

const RECENT = 'recent/'

function useOptions(search: string, recent: readonly Item[]): Option[] {
  const { t } = useLingui()
  const { _ } = useWords()
  const words = useEngineWords()
  const found = useFoundItems(search)
  return useMemo(() => {
    const optionOf = (item: Item, group: string | undefined, prefix = ''): Option => {
      const Icon = iconOf(item.icon)
      const icon = <Icon size={16} stroke={1.7} aria-hidden="true" />
      return { id: prefix + item.id, label: words(item.label), hint: words(item.description), icon, group }
    }
    if (search.trim() !== '') return found.map((item) => optionOf(item, undefined))
    const last = recent.map((item) => optionOf(item, t`Used last`, RECENT))
    return [...last, ...ITEMS_IN_ORDER.map((item) => optionOf(item, _(CATEGORY_WORDS[categoryOf(item.id)])))]
  }, [search, found, recent, words, t, _])
}

const ITEMS_IN_ORDER = [...ITEMS].sort((one, other) => rank(one) - rank(other))

function rank(item: Item): number {
  return Object.keys(CATEGORY_WORDS).indexOf(categoryOf(item.id))
}

/** A new step comes after the one that is selected. */
function wayOn({ flow, selection, way }: ReturnType<ReturnType<typeof useEditorStore>['get']>) {
  const last = selection.at(-1)
  return way ?? (last === undefined ? undefined : openWayOf(flow, last))
}

/** Finds words in all texts of the flow, and goes there. */
import { Trans, useLingui } from '@lingui/react/macro'
import { IconNote } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { blockOf } from '../../../../engine/blocks/blocks.ts'
import { itemOf } from '../edits/flow-edits.ts'
import { orderedSteps } from '../edits/flow-order.ts'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import { iconOf } from '../words/block-icons.ts'
import { useGistWords } from '../words/gist-words.ts'
import { useStepWords } from '../words/step-words.ts'
import { fits, type Option, PickList } from './pick-list.tsx'

const SHOWN = 100

export function FindDialog() {
  const { t } = useLingui()
  const editor = useEditorStore()
  const [search, setSearch] = useState('')
  const all = useTexts()
  const found = all.filter(({ text }) => fits(text, search)).slice(0, SHOWN)
  const options = found.map(({ option, text }) => ({ ...option, hint: around(text, search) || option.hint }))
  const pick = (id: string) => {
    editor.ask(null)
    if (!id.startsWith('note:')) return editor.goTo(id)
    editor.select([id])
    editor.reveal(id)
  }
  return (
    <PickList
      label={t`Steps`}
      placeholder={t`Words in a step or a note`}
      search={search}
      onSearch={setSearch}
      options={options}
      empty={<Trans>No text of this flow has these words.</Trans>}
      onPick={pick}
    />
  )
}

interface Text {
  option: Option
  text: string
}

function useTexts(): Text[] {
  const { t } = useLingui()
  const flow = useEditor((state) => state.flow)
  const { title } = useStepWords()
  const { line } = useGistWords()
  return useMemo(() => {
    const steps = orderedSteps(flow).map(({ id, step }): Text => {
      const Icon = iconOf(itemOf(step).icon)
      const block = blockOf(step)
      const labels = block.edges(step).map(({ label }) => label)
      const words = [title(step), id, block.gist(step), ...block.texts(step), ...block.fields(step), ...labels]
      const icon = <Icon key={id} size={16} stroke={1.7} aria-hidden="true" />
      return { option: { id, label: title(step), hint: line(step), icon }, text: words.join('\n') }
    })
    const notes = (flow.notes ?? []).map(({ id, text }): Text => {
      const icon = <IconNote key={id} size={16} stroke={1.7} aria-hidden="true" />
      return { option: { id: `note:${id}`, label: t`Note`, hint: text, icon }, text }
    })
    return [...steps, ...notes]
  }, [flow, title, line, t])
}

/** The line in which the first word stands. */
function around(text: string, search: string): string {
  const [first = ''] = search.trim().toLowerCase().split(/\s+/)
  const line = first === '' ? '' : (text.split('\n').find((each) => each.toLowerCase().includes(first)) ?? '')
  const at = line.toLowerCase().indexOf(first)
  return at > 40 ? `…${line.slice(at - 20)}` : line
}

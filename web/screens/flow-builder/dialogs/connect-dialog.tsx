/** Leads a way out of a step elsewhere without dragging: which way, then where to. */
import { Trans, useLingui } from '@lingui/react/macro'
import { IconArrowRight, IconBan, IconPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { blockOf } from '../../../../engine/blocks/blocks.ts'
import { itemOf } from '../edits/flow-edits.ts'
import { orderedSteps } from '../edits/flow-order.ts'
import { useEngineWords } from '../engine-words/engine-words.ts'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import { iconOf } from '../words/block-icons.ts'
import { useGistWords } from '../words/gist-words.ts'
import { useStepWords } from '../words/step-words.ts'
import { fits, type Option, PickList } from './pick-list.tsx'

export function ConnectDialog({ stepId, handle }: { stepId: string; handle?: string }) {
  const step = useEditor((state) => state.flow.steps[stepId])
  const edges = step ? blockOf(step).edges(step) : []
  const [picked, setPicked] = useState(handle ?? (edges.length === 1 ? edges[0]?.handle : undefined))
  if (!step) return null
  if (edges.length === 0) return <Trans>The flow ends with this step: no way leads on.</Trans>
  return picked === undefined ? (
    <WhichWay stepId={stepId} onPick={setPicked} />
  ) : (
    <WhereTo stepId={stepId} handle={picked} />
  )
}

function WhichWay({ stepId, onPick }: { stepId: string; onPick: (handle: string) => void }) {
  const { t } = useLingui()
  const words = useEngineWords()
  const { full } = useStepWords()
  const [search, setSearch] = useState('')
  const flow = useEditor((state) => state.flow)
  const step = flow.steps[stepId]
  const options = (step ? blockOf(step).edges(step) : []).map(({ handle, label, to }): Option => {
    const target = to === undefined ? undefined : flow.steps[to]
    const icon = <IconArrowRight key={handle} size={16} aria-hidden="true" />
    return { id: handle, label: words(label) || handle, hint: target ? full(target) : t`Leads nowhere yet`, icon }
  })
  return (
    <PickList
      label={t`Way out`}
      placeholder={t`Which way out?`}
      search={search}
      onSearch={setSearch}
      options={options.filter(({ label }) => fits(label, search))}
      empty={<Trans>No way out is called that.</Trans>}
      onPick={onPick}
    />
  )
}

const NEW = ' new'
const NOWHERE = ' nowhere'

function WhereTo({ stepId, handle }: { stepId: string; handle: string }) {
  const { t } = useLingui()
  const editor = useEditorStore()
  const [search, setSearch] = useState('')
  const targets = useTargets()
  const options: Option[] = [
    { id: NEW, label: t`New step`, icon: <IconPlus size={16} aria-hidden="true" /> },
    ...targets,
    { id: NOWHERE, label: t`Nowhere: end here`, icon: <IconBan size={16} aria-hidden="true" /> },
  ]
  const found = options.filter(({ label, hint }) => fits(`${label} ${hint ?? ''}`, search))
  const pick = (id: string) => {
    if (id === NEW) return editor.ask({ kind: 'palette', from: { stepId, handle } })
    editor.ask(null)
    editor.connect(stepId, handle, id === NOWHERE ? undefined : id)
  }
  return (
    <PickList
      label={t`Where to`}
      placeholder={t`Where does it lead?`}
      search={search}
      onSearch={setSearch}
      options={found}
      empty={<Trans>No step says that.</Trans>}
      onPick={pick}
    />
  )
}

function useTargets(): Option[] {
  const flow = useEditor((state) => state.flow)
  const { title } = useStepWords()
  const { line } = useGistWords()
  return useMemo(
    () =>
      orderedSteps(flow).map(({ id, step }) => {
        const Icon = iconOf(itemOf(step).icon)
        return { id, label: title(step), hint: line(step), icon: <Icon size={16} stroke={1.7} aria-hidden="true" /> }
      }),
    [flow, title, line],
  )
}

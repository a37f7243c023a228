/** At the right of the canvas: the form of what is selected; of nothing, the flow itself. */
import { useLingui } from '@lingui/react/macro'
import { START_ENTRY } from '../edits/ids.ts'
import { useEditor } from '../store/use-editor.ts'
import { EntryPanel, StartPanel } from './entry-panel.tsx'
import { FlowPanel } from './flow-panel.tsx'
import classes from './inspector.module.css'
import { InspectorContext } from './inspector-context.tsx'
import { ManyPanel } from './many-panel.tsx'
import { NotePanel } from './note-panel.tsx'
import { StepPanel } from './step-panel.tsx'

export function Inspector() {
  const { t } = useLingui()
  return (
    <InspectorContext>
      <section className={classes.panel} aria-label={t`Details`} data-inspector>
        <Selected />
      </section>
    </InspectorContext>
  )
}

function Selected() {
  const selection = useEditor((state) => state.selection)
  const flow = useEditor((state) => state.flow)
  const [id] = selection
  if (id === undefined) return <FlowPanel />
  if (selection.length > 1) return <ManyPanel ids={selection} />
  if (id === START_ENTRY) return <StartPanel />
  if (id.startsWith('entry:')) {
    const entry = flow.entries?.find((each) => `entry:${each.id}` === id)
    return entry ? <EntryPanel key={entry.id} entry={entry} /> : <FlowPanel />
  }
  if (id.startsWith('note:')) {
    const note = flow.notes?.find((each) => `note:${each.id}` === id)
    return note ? <NotePanel key={note.id} note={note} /> : <FlowPanel />
  }
  const step = flow.steps[id]
  return step ? <StepPanel key={id} stepId={id} step={step} /> : <FlowPanel />
}

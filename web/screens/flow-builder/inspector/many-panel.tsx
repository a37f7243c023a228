/** Several things at once: how many, and what can be done with all of them. */
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Title } from '@mantine/core'
import { IconBoxMultiple, IconCopy, IconLayoutDistributeHorizontal, IconTrash } from '@tabler/icons-react'
import { useRemoving } from '../store/removing.ts'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import { useStepWords } from '../words/step-words.ts'
import classes from './inspector.module.css'
import { PanelHead } from './panel-head.tsx'

export function ManyPanel({ ids }: { ids: readonly string[] }) {
  const { t } = useLingui()
  const editor = useEditorStore()
  const remove = useRemoving()
  const flow = useEditor((state) => state.flow)
  const isReadOnly = useEditor((state) => state.isReadOnly)
  const { full } = useStepWords()
  const steps = ids.flatMap((id) => (flow.steps[id] ? [{ id, step: flow.steps[id] }] : []))
  const title = plural(ids.length, { one: '# thing selected', other: '# things selected' })
  return (
    <>
      <PanelHead icon={IconBoxMultiple} name={title} title={<Title order={2}>{title}</Title>} />
      <div className={classes.body}>
        {!isReadOnly && (
          <Stack gap={8} align="stretch">
            <Button variant="default" leftSection={<IconCopy size={16} />} onClick={() => editor.duplicate(ids)}>
              <Trans>Make a copy</Trans>
            </Button>
            <Button
              variant="default"
              leftSection={<IconLayoutDistributeHorizontal size={16} />}
              onClick={() => void editor.arrange(ids)}
              disabled={steps.length < 2}
            >
              <Trans>Lay out in order</Trans>
            </Button>
            <Button variant="default" color="red" leftSection={<IconTrash size={16} />} onClick={() => remove(ids)}>
              <Trans>Remove</Trans>
            </Button>
          </Stack>
        )}
        <ul className={classes.list} aria-label={t`Steps`}>
          {steps.map(({ id, step }) => (
            <li key={id}>
              <button type="button" className={classes.row} onClick={() => editor.goTo(id)}>
                {full(step)}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}

/** Takes what is selected away, with a way to get it back. */
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useCallback } from 'react'
import { undoToast } from '../../../kit/undo-toast.tsx'
import { useStepWords } from '../words/step-words.ts'
import { useEditorStore } from './use-editor.ts'

export function useRemoving(): (ids: readonly string[]) => void {
  const { t } = useLingui()
  const editor = useEditorStore()
  const { title } = useStepWords()
  return useCallback(
    (ids) => {
      const [first] = ids
      const step = first === undefined ? undefined : editor.get().flow.steps[first]
      if (!editor.remove(ids)) return
      const entry = editor.get().history.past.at(-1)
      const name = step ? title(step) : ''
      const said =
        ids.length === 1 && step
          ? t`${name} removed`
          : ids.length === 1 && first?.startsWith('note:')
            ? t`Note removed`
            : plural(ids.length, { one: '# thing removed', other: '# things removed' })
      undoToast(said, () => entry && editor.takeBack(entry))
    },
    [editor, t, title],
  )
}

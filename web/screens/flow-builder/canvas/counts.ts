/** How many people came to each step, while the canvas shows it. */
import { useEffect } from 'react'
import { $api } from '../../../api.ts'
import { pathOf } from '../saving/draft-api.ts'
import { useEditor, useEditorStore } from '../store/use-editor.ts'

const DAYS = 30

export function useCounts(): void {
  const editor = useEditorStore()
  const isCounting = useEditor((state) => state.isCounting)
  const path = pathOf(useEditor((state) => state.place))
  const counts = $api.useQuery(
    'get',
    '/api/workspaces/{workspace}/bots/{bot}/flows/{flow}/counts',
    { params: { path, query: { days: DAYS } } },
    { enabled: isCounting },
  )
  const steps = counts.data?.steps
  useEffect(() => {
    if (isCounting && steps) editor.setCounts(Object.fromEntries(steps.map((count) => [count.stepId, count])))
  }, [editor, isCounting, steps])
}

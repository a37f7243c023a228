/** Tells those who do not see the canvas what happened on it. */
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { VisuallyHidden } from '@mantine/core'
import type { EditorState, News } from './store/editor-state.ts'
import { useEditor } from './store/use-editor.ts'
import { useChangeWords } from './words/change-words.ts'
import { useStepWords } from './words/step-words.ts'

export function Announcer() {
  const news = useEditor((state) => state.news)
  const flow = useEditor((state) => state.flow)
  const words = useNewsWords()
  return <VisuallyHidden aria-live="polite">{news && words(news, flow)}</VisuallyHidden>
}

function useNewsWords(): (news: News, flow: EditorState['flow']) => string {
  const { t } = useLingui()
  const { full } = useStepWords()
  const changes = useChangeWords()
  return ({ kind, stepId, to, label, count = 0 }, flow) => {
    const nameOf = (id: string | undefined) => (id !== undefined && flow.steps[id] ? full(flow.steps[id]) : '')
    const [name, target] = [nameOf(stepId), nameOf(to)]
    const change = label === undefined ? '' : changes(label)
    switch (kind) {
      case 'added':
        return t`Added: ${name}`
      case 'removed':
        return plural(count, { one: 'One thing removed', other: '# things removed' })
      case 'moved':
        return plural(count, { one: 'One thing moved', other: '# things moved' })
      case 'connected':
        return t`${name} now leads to ${target}`
      case 'disconnected':
        return t`${name} leads nowhere there now`
      case 'arranged':
        return t`The steps are in order`
      case 'pasted':
        return plural(count, { one: 'One thing pasted', other: '# things pasted' })
      case 'copied':
        return plural(count, { one: 'One step copied', other: '# steps copied' })
      case 'undone':
        return t`Undone: ${change}`
      case 'redone':
        return t`Done again: ${change}`
    }
  }
}

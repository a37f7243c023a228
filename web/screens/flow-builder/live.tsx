/** What is live, to look at beside the draft: the same canvas, and nothing can be changed. */
import { ReactFlowProvider } from '@xyflow/react'
import { useEffect, useState } from 'react'
import { Flow } from '../../../engine/flow.ts'
import { $api } from '../../api.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import type { View } from './bar/builder-bar.tsx'
import { Body } from './body.tsx'
import { laidOut } from './canvas/laid-out.ts'
import classes from './frame.module.css'
import { pathOf } from './saving/draft-api.ts'
import { createEditor } from './store/editor.ts'
import { EditorContext, useEditor } from './store/use-editor.ts'

interface LiveProps {
  versionId: string
  isMain: boolean
  isSmall: boolean
  view: View
}

export function Live({ versionId, ...shown }: LiveProps) {
  const path = pathOf(useEditor((state) => state.place))
  const version = $api.useQuery('get', '/api/workspaces/{workspace}/bots/{bot}/flows/{flow}/versions/{version}', {
    params: { path: { ...path, version: versionId } },
  })
  const flow = useLaidOut(version.data?.flow)
  if (version.error) return <ProblemNote error={version.error} onRetry={() => void version.refetch()} />
  return flow ? <Opened flow={flow} {...shown} /> : <div className={classes.body} />
}

function Opened({ flow, isMain, isSmall, view }: Omit<LiveProps, 'versionId'> & { flow: Flow }) {
  const place = useEditor((state) => state.place)
  const [editor] = useState(() => createEditor({ place, flow, isMain, isReadOnly: true }))
  return (
    <EditorContext value={editor}>
      <ReactFlowProvider>
        <Body isSmall={isSmall} view={view} />
      </ReactFlowProvider>
    </EditorContext>
  )
}

function useLaidOut(answered: unknown): Flow | null {
  const [laid, setLaid] = useState<Flow | null>(null)
  useEffect(() => {
    let isOver = false
    if (answered) void laidOut(Flow.parse(answered)).then((made) => !isOver && setLaid(made))
    return () => {
      isOver = true
    }
  }, [answered])
  return laid
}

/** The draft as it is first shown: a flow that was never laid out is laid out once, which is no change of it. */
import { useEffect, useState } from 'react'
import { laidOut } from '../canvas/laid-out.ts'
import type { EditorState } from '../store/editor-state.ts'
import { readStored, type Stored } from './draft-api.ts'

interface Opened {
  stored: Stored | null
  error: unknown
  retry: () => void
}

export function useOpened({ workspaceId, botId, flowId }: EditorState['place']): Opened {
  const [stored, setStored] = useState<Stored | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt reads anew
  useEffect(() => {
    let isOver = false
    open({ workspaceId, botId, flowId }).then(
      (read) => !isOver && setStored(read),
      (failure: unknown) => !isOver && setError(failure),
    )
    return () => {
      isOver = true
    }
  }, [workspaceId, botId, flowId, attempt])
  const retry = () => {
    setError(null)
    setAttempt(attempt + 1)
  }
  return { stored, error, retry }
}

async function open(at: EditorState['place']): Promise<Stored> {
  const stored = await readStored(at)
  return { ...stored, flow: await laidOut(stored.flow) }
}

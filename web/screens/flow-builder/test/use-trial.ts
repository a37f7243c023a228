/** The test of the flow under edit, for what is drawn of it. */
import { useCallback, useSyncExternalStore } from 'react'
import { useEditorStore } from '../store/use-editor.ts'
import { type Trial, trialOf } from './trial.ts'
import type { TrialState } from './trial-state.ts'

export function useTrial(): Trial {
  return trialOf(useEditorStore())
}

/** A part of the state; `select` gives the same object for the same state. */
export function useTrialState<T>(select: (state: TrialState) => T): T {
  const trial = useTrial()
  const read = useCallback(() => select(trial.get()), [trial, select])
  return useSyncExternalStore(trial.subscribe, read)
}

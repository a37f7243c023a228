/** What a step is called: the name people gave it, or what its block is called. */
import { useMemo } from 'react'
import type { Step } from '../../../../engine/blocks/blocks.ts'
import { itemOf } from '../edits/flow-edits.ts'
import { useEngineWords } from '../engine-words/engine-words.ts'
import { useGistWords } from './gist-words.ts'

export interface StepWords {
  title: (step: Step) => string
  /** with what it says, for lists in which many have the same title */
  full: (step: Step) => string
}

export function useStepWords(): StepWords {
  const words = useEngineWords()
  const { line } = useGistWords()
  return useMemo(() => {
    const title = (step: Step) => step.title?.trim() || words(itemOf(step).label)
    const full = (step: Step) => {
      const gist = line(step)
      const name = title(step)
      if (!gist) return name
      return /[.?!…]$/.test(name) ? `${name} ${gist}` : `${name}: ${gist}`
    }
    return { title, full }
  }, [words, line])
}

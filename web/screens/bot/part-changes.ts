/** The parts of a step that differ, with their labels, in plain words. */
import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { blockOf, type Step } from '../../../engine/blocks/blocks.ts'
import type { Flow } from '../../../engine/flow.ts'
import { useEngineWords } from '../flow-builder/engine-words/engine-words.ts'
import { type FieldForm, fieldsOf } from '../flow-builder/inspector/form-of.ts'
import { titleOf } from '../flow-builder/words/step-title.ts'
import { useStepWords } from '../flow-builder/words/step-words.ts'
import { plainWords } from './plain-words.ts'

export interface PartChange {
  key: string
  label: string
  before: string
  after: string
}

interface Between {
  before: Flow
  after: Flow
  flowNames: ReadonlyMap<string, string>
}

/** Of a step that is in both flows. */
export function usePartChanges({ before, after, flowNames }: Between) {
  const { t } = useLingui()
  const words = useEngineWords()
  const { full } = useStepWords()
  return useMemo(() => {
    const nameOf = (flow: Flow) => (id: string) => {
      const step = flow.steps[id]
      return step ? full(step) : titleOf(id)
    }
    const shown = (flow: Flow, stepId: string, part: string) => {
      const step = flow.steps[stepId]
      if (!step) return ''
      const value: unknown = Reflect.get(step, part)
      const form = formOf(step, part)
      const options = form?.options ?? {}
      return plainWords(value, {
        control: form?.control,
        option: (word) => words(options[word] ?? word),
        step: nameOf(flow),
        flow: (id) => flowNames.get(id) ?? id,
        yes: t`Yes`,
        no: t`No`,
      })
    }
    return (stepId: string, parts: readonly string[]): PartChange[] =>
      parts.map((part) => ({
        key: part,
        label: labelOf([after.steps[stepId], before.steps[stepId]], part, words),
        before: shown(before, stepId, part),
        after: shown(after, stepId, part),
      }))
  }, [before, after, flowNames, words, full, t])
}

function labelOf(steps: readonly (Step | undefined)[], part: string, words: (text: string) => string): string {
  const label = steps.map((step) => step && formOf(step, part)?.label).find(Boolean)
  return label ? words(label) : titleOf(part)
}

function formOf(step: Step, part: string): FieldForm | undefined {
  return fieldsOf(blockOf(step).schema, step).find(({ key }) => key === part)
}

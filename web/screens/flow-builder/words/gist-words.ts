/** What a step does, in a line or three: conditions in words, values by their names. */
import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { blockOf, type Step } from '../../../../engine/blocks/blocks.ts'
import { type Condition, type Rule, textsOf } from '../../../../engine/conditions/condition.ts'
import { OPERATORS } from '../../../../engine/conditions/operators.ts'
import { durationInWords } from '../../../../engine/values/duration.ts'
import { useEngineWords } from '../engine-words/engine-words.ts'
import { nameOf, plainOf } from './gist-parts.ts'

const LABELS = new Map(OPERATORS.map(({ name, label }) => [name, label]))

export interface GistWords {
  /** may hold `{{values}}`, for who shows them as such */
  gist: (step: Step) => string
  /** in one line of plain text, cut where it gets long */
  line: (step: Step, limit?: number) => string
}

export function useGistWords(): GistWords {
  const { t } = useLingui()
  const words = useEngineWords()
  return useMemo(() => {
    const rule = (each: Rule) =>
      [
        nameOf(each.name),
        words(LABELS.get(each.operator) ?? each.operator),
        ...textsOf(each),
        ...('span' in each ? [words(durationInWords(each.span))] : []),
      ]
        .join(' ')
        .trim()
    const condition = ({ match, rules }: Condition): string => {
      const said = rules.map((each) => ('rules' in each ? `(${condition(each)})` : rule(each)))
      return said.join(
        match === 'all'
          ? ` ${t({ message: 'and', context: 'condition' })} `
          : ` ${t({ message: 'or', context: 'condition' })} `,
      )
    }
    const gist = (step: Step): string => {
      if (step.block === 'decide') return condition(step.when)
      if (step.block === 'set') {
        const name = nameOf(step.field)
        return step.value === null ? t`${name} is emptied` : `${name} = ${step.value}`
      }
      return words(blockOf(step).gist(step).trim())
    }
    const line = (step: Step, limit = 80) => {
      const said = plainOf(gist(step))
      return said.length > limit ? `${said.slice(0, limit - 1)}…` : said
    }
    return { gist, line }
  }, [t, words])
}

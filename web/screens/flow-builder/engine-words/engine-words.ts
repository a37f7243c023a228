/** The words that blocks, problems and values carry, in the reader's language. */
import type { MessageDescriptor } from '@lingui/core'
import { useLingui } from '@lingui/react'
import { useCallback } from 'react'
import { ASK_WORDS } from './ask.ts'
import { DECIDE_WORDS } from './decide.ts'
import { DO_WORDS } from './do.ts'
import { EDGES_WORDS } from './edges.ts'
import { FILTERS_WORDS } from './filters.ts'
import { PATTERN_WORDS } from './patterns.ts'
import { PROBLEMS_WORDS } from './problems.ts'
import { REACH_WORDS } from './reach.ts'
import { SAY_WORDS } from './say.ts'
import { VALUES_WORDS } from './values.ts'

/** By the English text in the engine. */
export const ENGINE_WORDS: Record<string, MessageDescriptor> = {
  ...SAY_WORDS,
  ...ASK_WORDS,
  ...DECIDE_WORDS,
  ...DO_WORDS,
  ...REACH_WORDS,
  ...EDGES_WORDS,
  ...FILTERS_WORDS,
  ...VALUES_WORDS,
  ...PROBLEMS_WORDS,
}

/** The engine's word as the reader knows it; one without a translation, such as what people wrote, stays as it is. */
export function useEngineWords(): (text: string) => string {
  const { _ } = useLingui()
  return useCallback(
    (text) => {
      const words = Object.hasOwn(ENGINE_WORDS, text) ? ENGINE_WORDS[text] : patternOf(text)
      return words ? _(words) : text
    },
    [_],
  )
}

function patternOf(text: string): MessageDescriptor | undefined {
  for (const { pattern, words } of PATTERN_WORDS) {
    const found = pattern.exec(text)
    if (found) return words(...found.slice(1).map(String))
  }
  return undefined
}

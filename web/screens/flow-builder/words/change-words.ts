/** What a change was, for the buttons that take it back. */
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import { useCallback } from 'react'

const WORDS: Record<string, MessageDescriptor> = {
  added: msg`add a step`,
  removed: msg`remove`,
  moved: msg`move`,
  arranged: msg`put in order`,
  connected: msg`lead a way`,
  disconnected: msg`cut a way`,
  duplicated: msg`make a copy`,
  pasted: msg`paste`,
  edited: msg`edit a step`,
  entry: msg`change where it begins`,
  start: msg`change the start`,
  note: msg`write a note`,
  undone: msg`undo`,
}

/** A label that is no key of ours is words already. */
export function useChangeWords(): (label: string) => string {
  const { _ } = useLingui()
  return useCallback((label) => (WORDS[label] ? _(WORDS[label]) : label), [_])
}

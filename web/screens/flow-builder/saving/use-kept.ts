/** Offers what an earlier visit could not save, put together with what was saved since. */
import { useState } from 'react'
import { mergeFlows } from '../../../../engine/changes/merge.ts'
import { isSame } from '../../../../engine/changes/same.ts'
import type { Editor } from '../store/editor.ts'
import { type Stored, withKnown } from './draft-api.ts'
import { forgetDraft, type KeptDraft, keptDraft } from './kept-draft.ts'

export interface Offer {
  at: string
  restore: () => void
  discard: () => void
}

export function useKept(editor: Editor, first: Stored): Offer | null {
  const { place, isReadOnly } = editor.get()
  const [kept, setKept] = useState(() => (isReadOnly ? null : worthOffering(keptDraft(place.flowId), first)))
  if (!kept) return null
  const end = () => {
    forgetDraft(place.flowId)
    setKept(null)
  }
  return {
    at: kept.at,
    discard: end,
    restore: () => {
      const now = editor.get().flow
      const { flow } = mergeFlows(kept.base, kept.flow, now)
      editor.change('edited', withKnown(flow, now))
      end()
    },
  }
}

function worthOffering(kept: KeptDraft | null, first: Stored): KeptDraft | null {
  if (!kept || isSame(kept.flow.steps, first.flow.steps)) return null
  return isSame(kept.base, kept.flow) ? null : kept
}

/** Who else looks at this flow: I tell where I am, and hear where they are. */
import { useEffect, useEffectEvent } from 'react'
import { z } from 'zod'
import { api } from '../../../api.ts'
import { useLive } from '../../../live.ts'
import { useWorkspace } from '../../../me.ts'
import { pathOf } from '../saving/draft-api.ts'
import type { Watcher } from '../store/editor-state.ts'
import { useEditor, useEditorStore } from '../store/use-editor.ts'

const TELL_MS = 15_000
const SETTLE_MS = 400
/** Who is silent for so long is gone. */
const GONE_MS = 40_000

const Told = z.object({ flowId: z.string(), memberId: z.string(), name: z.string(), stepId: z.string().nullish() })

export function usePresence(): void {
  useTelling()
  useHearing()
}

function useTelling(): void {
  const editor = useEditorStore()
  const selected = useEditor(({ selection }) => selection.at(-1) ?? null)
  const tell = useEffectEvent(() => {
    if (document.visibilityState === 'hidden') return
    const { place, selection } = editor.get()
    const body = { stepId: selection.at(-1) ?? null }
    // nobody needs to know that this one did not arrive
    api
      .POST('/api/workspaces/{workspace}/bots/{bot}/flows/{flow}/presence', { params: { path: pathOf(place) }, body })
      .catch(() => null)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: told anew with each selection
  useEffect(() => {
    const soon = setTimeout(() => tell(), SETTLE_MS)
    const again = setInterval(() => tell(), TELL_MS)
    return () => {
      clearTimeout(soon)
      clearInterval(again)
    }
  }, [selected])
}

function useHearing(): void {
  const editor = useEditorStore()
  const { memberId } = useWorkspace()
  const heard = useEffectEvent((watcher: Watcher) => {
    const others = editor.get().watchers.filter((each) => each.memberId !== watcher.memberId)
    editor.setWatchers([...others, watcher])
  })
  useLive(['flow.watched'], (fact) => {
    const told = Told.safeParse(fact.data).data
    if (!told || told.flowId !== editor.get().place.flowId || told.memberId === memberId) return
    heard({ memberId: told.memberId, name: told.name, stepId: told.stepId ?? null, at: Date.now() })
  })
  useEffect(() => {
    const timer = setInterval(() => {
      const { watchers } = editor.get()
      const here = watchers.filter(({ at }) => Date.now() - at < GONE_MS)
      if (here.length < watchers.length) editor.setWatchers(here)
    }, 5000)
    return () => clearInterval(timer)
  }, [editor])
}

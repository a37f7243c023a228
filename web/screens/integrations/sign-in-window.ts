/** The window in which one signs in at a provider, and what it tells when it comes back to our own address. */
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { z } from 'zod'
import type { SignInAsk } from '../../../shared/integrations.ts'
import { $api } from '../../api.ts'
import { useWorkspace } from '../../me.ts'

const Told = z.object({ isDone: z.boolean(), integration: z.string().nullable(), words: z.string() })

interface SignInWindow {
  stage: 'idle' | 'opening' | 'waiting'
  /** the server would not begin */
  problem: unknown
  /** what the window told instead of being done; empty where the browser opened none */
  refused: string | null
  /** Call it while a click is handled, else the browser opens no window. */
  open: (ask: SignInAsk) => void
  stop: () => void
}

export function useSignInWindow(integration: string, onDone: () => void): SignInWindow {
  const { id: workspace } = useWorkspace()
  const popup = useRef<Window | null>(null)
  const [stage, setStage] = useState<SignInWindow['stage']>('idle')
  const [refused, setRefused] = useState<string | null>(null)
  const begin = $api.useMutation('post', '/api/workspaces/{workspace}/integrations/{integration}/sign-in')

  const hear = useEffectEvent((data: unknown) => {
    const told = Told.safeParse(data).data
    if (!told || (told.integration !== null && told.integration !== integration)) return
    setStage('idle')
    if (told.isDone) onDone()
    else setRefused(told.words)
  })
  // Only pages of our own origin speak on it; a window that was led to another one cannot reach its opener.
  useEffect(() => {
    if (stage !== 'waiting') return
    const channel = new BroadcastChannel('sign-in')
    channel.onmessage = (event) => hear(event.data)
    return () => channel.close()
  }, [stage])

  const close = () => {
    popup.current?.close()
    popup.current = null
    setStage('idle')
  }
  const open = (body: SignInAsk) => {
    setRefused(null)
    const opened = window.open('', '_blank', 'popup,width=640,height=760')
    if (!opened) return setRefused('')
    popup.current = opened
    setStage('opening')
    const path = { workspace, integration }
    begin.mutate(
      { params: { path }, body },
      {
        onSuccess: ({ url }) => {
          setStage('waiting')
          opened.opener = null
          opened.location.replace(url)
        },
        onError: close,
      },
    )
  }
  return { stage, problem: begin.error, refused, open, stop: close }
}

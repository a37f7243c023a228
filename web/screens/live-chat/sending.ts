/** Sends an answer: its words, or each of its files as a message of its own, the words with the first. */
import { useRef, useState } from 'react'
import { uuidv7 } from 'uuidv7'
import { Message } from '../../../shared/conversations.ts'
import { CAPTION_LIMIT } from '../../../shared/messages.ts'
import { api, refresh } from '../../api.ts'
import { useWorkspace } from '../../me.ts'
import type { Attachment } from './attachments.ts'

interface Answer {
  text: string
  attachments: readonly Attachment[]
  /** this file is said */
  onPart: (id: string) => void
  /** the words are said */
  onText: () => void
}

interface Part {
  clientId: string
  text?: string
  file?: { url: string }
}

const MESSAGES = '/api/workspaces/{workspace}/conversations/{conversation}/messages'

export function useSending(conversationId: string, onSaid: (message: Message) => void) {
  const { id: workspaceId } = useWorkspace()
  const textId = useRef(uuidv7())
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<unknown>(null)

  const say = async (body: Part) => {
    const path = { workspace: workspaceId, conversation: conversationId }
    const { data } = await api.POST(MESSAGES, { params: { path }, body })
    onSaid(Message.parse(data))
  }
  /** Part by part in order; what failed stays, and a second try carries the same ids, so that nothing is said twice. */
  const send = async (answer: Answer) => {
    setPending(true)
    setError(null)
    try {
      for (const part of partsOf(answer, textId.current)) {
        await say(part)
        if (part.file) answer.onPart(part.clientId)
        if (part.text === undefined) continue
        answer.onText()
        textId.current = uuidv7()
      }
    } catch (failure) {
      setError(failure)
    } finally {
      setPending(false)
    }
    await refresh(
      '/api/workspaces/{workspace}/conversations',
      '/api/workspaces/{workspace}/conversations/{conversation}',
      '/api/me',
    )
  }
  return { send, isPending, error }
}

/** Words too long to stand beside a file go first, by themselves. */
function partsOf({ text, attachments }: Answer, textId: string): Part[] {
  const files = attachments.flatMap(({ id, url }) => (url ? [{ clientId: id, file: { url } }] : []))
  const [first, ...others] = files
  if (text === '') return files
  if (!first || text.length > CAPTION_LIMIT) return [{ clientId: textId, text }, ...files]
  return [{ ...first, text }, ...others]
}

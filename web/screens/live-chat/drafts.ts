/** What was written and not sent yet, for each conversation, as long as the tab lives. */
import { useState } from 'react'

const keyOf = (conversationId: string) => `switchboard.answer.${conversationId}`

export function useAnswerDraft(conversationId: string): [string, (text: string) => void] {
  const [text, setText] = useState(() => sessionStorage.getItem(keyOf(conversationId)) ?? '')
  const write = (next: string) => {
    setText(next)
    if (next === '') sessionStorage.removeItem(keyOf(conversationId))
    else sessionStorage.setItem(keyOf(conversationId), next)
  }
  return [text, write]
}

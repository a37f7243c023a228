/** Files that go with the next answer: sent to the workspace as soon as they are chosen. */
import { useState } from 'react'
import { uuidv7 } from 'uuidv7'
import { useWorkspace } from '../../me.ts'
import { sendFile } from '../../send-file.ts'

/** `id` is also the message's own, so that a second try says nothing twice. */
export interface Attachment {
  id: string
  name: string
  /** null while it is on its way */
  url: string | null
  error: unknown
}

export function useAttachments() {
  const { id: workspaceId } = useWorkspace()
  const [attachments, setAttachments] = useState<Attachment[]>([])
  const change = (id: string, to: Partial<Attachment>) =>
    setAttachments((all) => all.map((each) => (each.id === id ? { ...each, ...to } : each)))
  const remove = (id: string) => setAttachments((all) => all.filter((each) => each.id !== id))

  const add = (files: readonly File[]) => {
    for (const file of files) {
      const id = uuidv7()
      setAttachments((all) => [...all, { id, name: file.name, url: null, error: null }])
      sendFile(workspaceId, file).then(
        ({ url, name }) => change(id, { url, name }),
        (error) => change(id, { error }),
      )
    }
  }
  return { attachments, add, remove }
}

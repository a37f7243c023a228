/** The files that go with the next answer, each with its state and a way to leave it out. */
import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Loader } from '@mantine/core'
import { IconAlertCircle, IconFile, IconX } from '@tabler/icons-react'
import { useProblemWords } from '../../kit/problem.tsx'
import classes from './attachment-list.module.css'
import type { Attachment } from './attachments.ts'

interface AttachmentListProps {
  attachments: readonly Attachment[]
  onRemove: (id: string) => void
}

export function AttachmentList({ attachments, onRemove }: AttachmentListProps) {
  const { t } = useLingui()
  if (attachments.length === 0) return null
  return (
    <ul className={classes.attachments} aria-label={t`Files of this answer`}>
      {attachments.map((attachment) => (
        <li key={attachment.id} className={classes.attachment} data-failed={Boolean(attachment.error) || undefined}>
          <State attachment={attachment} />
          <span className={classes.name}>{attachment.name}</span>
          <ActionIcon size="sm" aria-label={t`Leave out ${attachment.name}`} onClick={() => onRemove(attachment.id)}>
            <IconX size={14} />
          </ActionIcon>
          {attachment.error ? <Fault error={attachment.error} /> : null}
        </li>
      ))}
    </ul>
  )
}

function State({ attachment }: { attachment: Attachment }) {
  const { t } = useLingui()
  if (attachment.error) return <IconAlertCircle size={16} aria-hidden="true" />
  return attachment.url ? (
    <IconFile size={16} aria-hidden="true" />
  ) : (
    <Loader size={14} aria-label={t`Sending the file`} />
  )
}

function Fault({ error }: { error: unknown }) {
  const words = useProblemWords()(error)
  return (
    <span role="alert" className={classes.fault}>
      {words.advice || words.title}
    </span>
  )
}

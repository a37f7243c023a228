/** A picture, film, sound or file: by its address, or put up from here; with what it looks like. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, FileButton } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { isWebUrl } from '../../../../../shared/messages.ts'
import { problemToast } from '../../../../kit/undo-toast.tsx'
import { type ControlProps, storedText, textOf } from '../control.ts'
import { useForm } from '../form-context.ts'
import { putFile } from '../from-server.ts'
import classes from './controls.module.css'
import { ValueText } from './value-text.tsx'

type Kind = 'image' | 'video' | 'audio' | 'file'

const ACCEPTS: Record<Kind, string> = { image: 'image/*', video: 'video/*', audio: 'audio/*', file: '' }

export function MediaControl({ field, value, set, step, faultAt }: ControlProps) {
  return (
    <MediaField
      label={field.label}
      description={field.description}
      kind={kindOf(field.meta.media ?? (field.key === 'image' ? 'image' : step.block))}
      value={textOf(value)}
      onChange={(url) => set(storedText(url, field))}
      error={faultAt()}
    />
  )
}

interface MediaFieldProps {
  label: string
  description?: string | undefined
  isLabelHidden?: boolean
  kind: Kind
  value: string
  onChange: (url: string) => void
  error?: string | undefined
}

export function MediaField({
  label,
  description,
  isLabelHidden = false,
  kind,
  value,
  onChange,
  error,
}: MediaFieldProps) {
  const { t } = useLingui()
  const { workspaceId, isReadOnly } = useForm()
  const [isSending, setSending] = useState(false)
  const send = async (file: File | null) => {
    if (!file) return
    setSending(true)
    try {
      onChange(await putFile(workspaceId, file))
    } catch (failure) {
      problemToast(failure)
    } finally {
      setSending(false)
    }
  }
  return (
    <div className={classes.group}>
      <ValueText
        label={label}
        description={description}
        isLabelHidden={isLabelHidden}
        placeholder={kind === 'image' ? t`Address of a picture, https://…` : t`Address, https://…`}
        maxLength={2000}
        value={value}
        onChange={(text) => onChange(text.trim())}
        error={error}
      />
      {!isReadOnly && (
        <FileButton onChange={(file) => void send(file)} accept={ACCEPTS[kind]}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              size="xs"
              w="fit-content"
              loading={isSending}
              leftSection={<IconUpload size={14} />}
            >
              {value === '' ? <Trans>Choose a file</Trans> : <Trans>Choose another file</Trans>}
            </Button>
          )}
        </FileButton>
      )}
      {isWebUrl(value) && <Preview key={value} kind={kind} url={value} />}
    </div>
  )
}

/** What cannot be shown here is not shown; the address may be fine for others. */
function Preview({ kind, url }: { kind: Kind; url: string }) {
  const [isBroken, setBroken] = useState(false)
  if (isBroken)
    return (
      <div className={classes.help}>
        <Trans>There is no preview of this address.</Trans>
      </div>
    )
  if (kind === 'image') return <img src={url} alt="" className={classes.preview} onError={() => setBroken(true)} />
  if (kind === 'video')
    return (
      // biome-ignore lint/a11y/useMediaCaption: a preview for its author
      <video src={url} className={classes.preview} controls preload="metadata" onError={() => setBroken(true)} />
    )
  // biome-ignore lint/a11y/useMediaCaption: a preview for its author
  if (kind === 'audio') return <audio src={url} controls preload="none" onError={() => setBroken(true)} />
  return null
}

function kindOf(word: unknown): Kind {
  return word === 'image' || word === 'video' || word === 'audio' ? word : 'file'
}

/** A picture of a person or a workspace: choose one, see how it will look, keep or remove it. */
import { Trans } from '@lingui/react/macro'
import { Button, FileButton, Group, Modal, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { sendPicture } from '../api.ts'
import classes from './picture-field.module.css'
import { ProblemNote } from './problem.tsx'
import { problemToast, toast } from './undo-toast.tsx'

const ACCEPT = 'image/png,image/jpeg,image/webp,image/gif,image/avif'
const MOST_BYTES = 8_000_000

interface PictureFieldProps {
  /** where it is sent */
  path: Parameters<typeof sendPicture>[0]
  /** the picture as it is now, or what stands in its place */
  face: ReactNode
  hasPicture: boolean
  shape: 'round' | 'square'
  words: { choose: string; title: string; preview: string; use: string; changed: string; removed: string }
  /** makes fresh what shows it */
  onChanged: () => Promise<unknown>
  remove: () => Promise<unknown>
}

export function PictureField(props: PictureFieldProps) {
  const { face, hasPicture, words, onChanged } = props
  const [chosen, setChosen] = useState<File | null>(null)
  const remove = useMutation({
    mutationFn: props.remove,
    onSuccess: async () => {
      await onChanged()
      toast(words.removed)
    },
    onError: problemToast,
  })
  return (
    <Group gap="lg">
      {face}
      <Stack gap={6}>
        <Group gap="xs">
          <FileButton onChange={setChosen} accept={ACCEPT}>
            {(button) => (
              <Button variant="default" {...button}>
                {words.choose}
              </Button>
            )}
          </FileButton>
          {hasPicture && (
            <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
              <Trans>Remove</Trans>
            </Button>
          )}
        </Group>
        <Text size="xs" c="dimmed">
          <Trans>PNG, JPEG, WebP, GIF or AVIF, up to 8 MB.</Trans>
        </Text>
      </Stack>
      <Modal opened={chosen !== null} onClose={() => setChosen(null)} title={words.title} size="sm">
        {chosen && <Preview {...props} file={chosen} onClose={() => setChosen(null)} />}
      </Modal>
    </Group>
  )
}

function Preview({
  file,
  path,
  shape,
  words,
  onChanged,
  onClose,
}: PictureFieldProps & { file: File; onClose: () => void }) {
  const url = useObjectUrl(file)
  const isTooLarge = file.size > MOST_BYTES
  const save = useMutation({
    mutationFn: () => sendPicture(path, file),
    onSuccess: async () => {
      await onChanged()
      toast(words.changed)
      onClose()
    },
  })
  return (
    <Stack gap="md">
      {isTooLarge ? (
        <Text c="red" role="alert">
          <Trans>This file has more than 8 MB. Choose a smaller one.</Trans>
        </Text>
      ) : (
        <img src={url || undefined} alt={words.preview} className={classes.preview} data-shape={shape} />
      )}
      <ProblemNote error={save.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button onClick={() => save.mutate()} loading={save.isPending} disabled={isTooLarge}>
          {words.use}
        </Button>
      </Group>
    </Stack>
  )
}

function useObjectUrl(file: File): string {
  const [url, setUrl] = useState('')
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return url
}

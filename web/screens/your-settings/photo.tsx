/** My photo: choose one, see how it will look, keep or remove it. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, FileButton, Group, Modal, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { $api, refresh, sendPicture } from '../../api.ts'
import { Face } from '../../kit/person.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { problemToast, toast } from '../../kit/undo-toast.tsx'
import type { User } from '../../me.ts'
import classes from './photo.module.css'

const ACCEPT = 'image/png,image/jpeg,image/webp,image/gif,image/avif'
const MOST_BYTES = 8_000_000

export function Photo({ user }: { user: User }) {
  const { t } = useLingui()
  const [chosen, setChosen] = useState<File | null>(null)
  const remove = $api.useMutation('delete', '/api/me/photo', {
    onSuccess: async () => {
      await refresh('/api/me')
      toast(t`Your photo is removed`)
    },
    onError: problemToast,
  })
  return (
    <Group gap="lg">
      <Face name={user.name} photoUrl={user.photoUrl} size={64} />
      <Stack gap={6}>
        <Group gap="xs">
          <FileButton onChange={setChosen} accept={ACCEPT}>
            {(props) => (
              <Button variant="default" {...props}>
                {user.photoUrl ? <Trans>Change photo</Trans> : <Trans>Upload photo</Trans>}
              </Button>
            )}
          </FileButton>
          {user.photoUrl && (
            <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate({})}>
              <Trans>Remove</Trans>
            </Button>
          )}
        </Group>
        <Text size="xs" c="dimmed">
          <Trans>PNG, JPEG, WebP, GIF or AVIF, up to 8 MB.</Trans>
        </Text>
      </Stack>
      <Modal opened={chosen !== null} onClose={() => setChosen(null)} title={t`Your new photo`} size="sm">
        {chosen && <Preview file={chosen} onClose={() => setChosen(null)} />}
      </Modal>
    </Group>
  )
}

function Preview({ file, onClose }: { file: File; onClose: () => void }) {
  const { t } = useLingui()
  const url = useObjectUrl(file)
  const isTooLarge = file.size > MOST_BYTES
  const save = useMutation({
    mutationFn: () => sendPicture('/api/me/photo', file),
    onSuccess: async () => {
      await refresh('/api/me')
      toast(t`Your photo is changed`)
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
        <img src={url || undefined} alt={t`Preview`} className={classes.preview} />
      )}
      <ProblemNote error={save.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button onClick={() => save.mutate()} loading={save.isPending} disabled={isTooLarge}>
          <Trans>Use this photo</Trans>
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

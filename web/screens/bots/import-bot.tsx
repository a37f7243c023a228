/** A bot of a file: dropped or chosen, known by itself, and told what came of it. */
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconAlertCircle, IconFileImport } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { $api } from '../../api.ts'
import { showFaults } from '../../kit/form.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { useWorkspace } from '../../me.ts'
import type { Made } from '../templates/brought-in.tsx'
import { type BotFile, LARGEST_FILE, readBotFile } from './bot-file.ts'
import { refreshBots } from './bot-list.ts'
import { BotNameField } from './bot-name-field.tsx'
import classes from './bots.module.css'

interface ImportBotProps {
  onMade: (made: Made) => void
  onClose: () => void
}

interface Chosen {
  fileName: string
  read: BotFile
}

export function ImportBot({ onMade, onClose }: ImportBotProps) {
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const form = useForm({ initialValues: { name: '' } })
  const bring = useImport(onMade, (error) => setProblem(showFaults(form, error)))
  const take = async (file: File | undefined) => {
    if (!file) return
    setProblem(null)
    const read = file.size > LARGEST_FILE ? { kind: 'unknown' as const } : readBotFile(await file.text())
    setChosen({ fileName: file.name, read })
    form.setFieldValue('name', 'name' in read ? read.name : '')
  }
  const read = chosen?.read
  const isFit = read?.kind === 'package' || read?.kind === 'typebot'
  return (
    <form onSubmit={form.onSubmit(({ name }) => read && bring.make(read, name))}>
      <Stack gap="md">
        <DropPlace fileName={chosen?.fileName} onFile={(file) => void take(file)} />
        {chosen && <Known chosen={chosen} />}
        {isFit && <BotNameField key={chosen?.fileName} {...form.getInputProps('name')} />}
        <ProblemNote error={problem} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={bring.isPending} disabled={!isFit}>
            <Trans>Import</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function useImport(onMade: (made: Made) => void, onError: (error: unknown) => void) {
  const { id } = useWorkspace()
  const path = { workspace: id }
  const done = {
    onSuccess: async (made: Made) => {
      await refreshBots()
      onMade(made)
    },
    onError,
  }
  const ours = $api.useMutation('post', '/api/workspaces/{workspace}/bots/import', done)
  const theirs = $api.useMutation('post', '/api/workspaces/{workspace}/bots/import/typebot', done)
  return {
    isPending: ours.isPending || theirs.isPending,
    make: (read: BotFile, name: string) => {
      if (read.kind === 'package') ours.mutate({ params: { path }, body: { package: read.package, name } })
      if (read.kind === 'typebot') theirs.mutate({ params: { path }, body: { typebot: read.typebot, name } })
    },
  }
}

interface DropPlaceProps {
  fileName: string | undefined
  onFile: (file: File | undefined) => void
}

function DropPlace({ fileName, onFile }: DropPlaceProps) {
  const id = useId()
  const [isOver, setOver] = useState(false)
  const drop = (event: React.DragEvent) => {
    event.preventDefault()
    setOver(false)
    onFile(event.dataTransfer.files[0])
  }
  const over = (event: React.DragEvent) => {
    event.preventDefault()
    setOver(true)
  }
  return (
    <label
      htmlFor={id}
      className={classes.drop}
      data-over={isOver || undefined}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        id={id}
        type="file"
        accept=".json,application/json"
        className={classes.fileInput}
        data-autofocus
        onChange={(event) => {
          onFile(event.currentTarget.files?.[0])
          event.currentTarget.value = ''
        }}
      />
      <IconFileImport size={28} stroke={1.4} aria-hidden="true" />
      <span className={classes.dropTitle}>
        {fileName ? <Trans>Choose another file</Trans> : <Trans>Drop a file here, or choose one</Trans>}
      </span>
      <Text component="span" size="sm" c="dimmed">
        <Trans>A bot exported from Switchboard, or from Typebot (version 6).</Trans>
      </Text>
    </label>
  )
}

function Known({ chosen }: { chosen: Chosen }) {
  const { t } = useLingui()
  const { fileName, read } = chosen
  if (read.kind === 'unknown')
    return (
      <Alert role="alert" color="red" icon={<IconAlertCircle size={18} />} title={t`This file is no bot`}>
        <Trans>{fileName} is neither an export of Switchboard nor one of Typebot.</Trans>
      </Alert>
    )
  if (read.kind === 'damaged') {
    const { path, message } = read
    return (
      <Alert role="alert" color="red" icon={<IconAlertCircle size={18} />} title={t`This file is damaged`}>
        <Trans>
          At <code>{path}</code>: {message}
        </Trans>
      </Alert>
    )
  }
  return (
    <Text role="status" size="sm">
      {read.kind === 'typebot' ? (
        <Trans>
          <strong>{fileName}</strong> is an export of Typebot. What cannot be carried over is told afterwards.
        </Trans>
      ) : (
        <Trans>
          <strong>{fileName}</strong> is an export of Switchboard with{' '}
          <Plural value={read.flows} one="# flow" other="# flows" />.
        </Trans>
      )}
    </Text>
  )
}

/** The flow itself: its name, how people get into it, and for one that others call what it is given and gives back. */
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, TextInput, Title } from '@mantine/core'
import { IconSitemap } from '@tabler/icons-react'
import { useState } from 'react'
import { $api, refresh } from '../../../api.ts'
import { problemToast } from '../../../kit/undo-toast.tsx'
import { useEditor } from '../store/use-editor.ts'
import { EntryList } from './entry-list.tsx'
import { FlowValues } from './flow-values.tsx'
import { useForm } from './form-context.ts'
import { useFlows } from './from-server.ts'
import classes from './inspector.module.css'
import { PanelHead } from './panel-head.tsx'

export function FlowPanel() {
  const { t } = useLingui()
  const { botId, flowId } = useForm()
  const count = useEditor((state) => Object.keys(state.flow.steps).length)
  const info = useFlows(botId).find(({ id }) => id === flowId)
  const name = info?.name ?? ''
  return (
    <>
      <PanelHead
        icon={IconSitemap}
        category="move"
        name={name}
        title={<Title order={2}>{t`This flow`}</Title>}
        sub={plural(count, { one: '# step', other: '# steps' })}
      />
      <div className={classes.body}>
        <Stack gap="lg">
          {info && <FlowName key={info.name} name={info.name} />}
          {info && info.calledBy.length > 0 && <CalledBy names={info.calledBy.map((flow) => flow.name)} />}
          <EntryList isMain={info?.isMain ?? true} />
          {info && !info.isMain && (
            <>
              <FlowValues
                part="inputs"
                label={t`What it is given`}
                description={t`Read in its texts as input.name; whoever calls the flow fills it in.`}
              />
              <FlowValues
                part="outputs"
                label={t`What it gives back`}
                description={t`Given by its Return steps to whoever called it.`}
              />
            </>
          )}
        </Stack>
      </div>
    </>
  )
}

const FLOW = '/api/workspaces/{workspace}/bots/{bot}/flows/{flow}'

function FlowName({ name }: { name: string }) {
  const { t } = useLingui()
  const { workspaceId, botId, flowId, isReadOnly } = useForm()
  const [typed, setTyped] = useState(name)
  const rename = $api.useMutation('patch', FLOW, {
    onSuccess: () => refresh('/api/workspaces/{workspace}/bots/{bot}/flows'),
    onError: (error) => {
      setTyped(name)
      problemToast(error)
    },
  })
  const save = () => {
    const next = typed.trim()
    if (next === '' || next === name) return setTyped(name)
    rename.mutate({ params: { path: { workspace: workspaceId, bot: botId, flow: flowId } }, body: { name: next } })
  }
  return (
    <TextInput
      label={t`Name of the flow`}
      value={typed}
      maxLength={80}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => event.key === 'Enter' && save()}
      readOnly={isReadOnly}
    />
  )
}

function CalledBy({ names }: { names: string[] }) {
  const list = names.join(', ')
  return (
    <div className={classes.dim}>
      <Trans>Called by: {list}</Trans>
    </div>
  )
}

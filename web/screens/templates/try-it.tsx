/** A chat with a template before it is anybody's: the same engine and the same chat as in the builder's test. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useEffect, useMemo } from 'react'
import { BotPackage } from '../../../engine/pack/package.ts'
import { ALWAYS_OPEN } from '../../../engine/values/business-hours.ts'
import type { Value } from '../../../shared/fields.ts'
import { useReader } from '../../kit/reader.ts'
import { useWorkspace } from '../../me.ts'
import { createEditor } from '../flow-builder/store/editor.ts'
import { EditorContext } from '../flow-builder/store/use-editor.ts'
import { Chat } from '../flow-builder/test/chat.tsx'
import { trialOf } from '../flow-builder/test/trial.ts'
import type { Preview } from './gallery.ts'
import classes from './templates.module.css'

export function TryIt({ preview }: { preview: Preview }) {
  const { t } = useLingui()
  const { timezone } = useReader()
  const editor = useTrialOf(preview)
  if (!editor) return null
  return (
    <EditorContext value={editor}>
      <section className={classes.chat} aria-label={t`Try it`}>
        <Chat timezone={timezone} />
      </section>
      <div className={classes.chatFoot}>
        <span>
          <Trans>A test in your browser. Nothing is sent or saved.</Trans>
        </span>
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          leftSection={<IconRefresh size={14} />}
          onClick={() => void trialOf(editor).begin()}
        >
          <Trans>Begin again</Trans>
        </Button>
      </div>
    </EditorContext>
  )
}

/** An editor that nothing is saved from: its place is in no bot, so that the test sends nothing out. */
function useTrialOf(preview: Preview) {
  const { id, name } = useWorkspace()
  const { timezone } = useReader()
  const contents = useMemo(() => BotPackage.parse(preview.package), [preview])
  const main = contents.flows.find(({ isMain }) => isMain) ?? contents.flows[0]
  const editor = useMemo(
    () =>
      main &&
      createEditor({
        place: { workspaceId: id, botId: '', flowId: main.key },
        flow: main.flow,
        isMain: true,
        isReadOnly: true,
      }),
    [main, id],
  )
  useEffect(() => {
    if (!editor) return
    const trial = trialOf(editor)
    const { fields, bot, flows } = contents
    trial.setAround({
      botId: '',
      botName: bot.name,
      workspaceId: id,
      workspaceName: name,
      timezone,
      hours: ALWAYS_OPEN,
      chatUrl: '',
      kinds: Object.fromEntries(
        fields.map((field) => [field.scope === 'bot' ? `bot.${field.name}` : field.name, field.kind]),
      ),
    })
    trial.setAsIf({ botFields: valuesOf(fields) })
    trial.lend(new Map(flows.map(({ key, flow }) => [key, flow])))
    void trial.begin()
  }, [editor, contents, id, name, timezone])
  return editor
}

function valuesOf(fields: BotPackage['fields']): Record<string, Value> {
  const filled = fields.flatMap(({ scope, name, kind, value }): Array<[string, Value]> => {
    if (scope !== 'bot' || value === undefined) return []
    return [[name, kind === 'number' ? Number(value) : value]]
  })
  return Object.fromEntries(filled)
}

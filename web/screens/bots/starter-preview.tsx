/** The first messages of a starter, said by the real engine. */
import { Trans } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { useMemo } from 'react'
import { compile, type Flow } from '../../../engine/flow.ts'
import { newSession, step } from '../../../engine/step.ts'
import { BROWSER_READER } from '../../kit/reader.ts'
import { useWorkspace } from '../../me.ts'
import classes from './bots.module.css'

export function StarterPreview({ flow, botName }: { flow: Flow; botName: string }) {
  const { name } = useWorkspace()
  const said = useMemo(() => firstWords(flow, botName.trim() || 'Botty', name), [flow, botName, name])
  return (
    <div className={classes.preview}>
      <Text size="xs" c="dimmed" fw={500}>
        <Trans>It begins like this</Trans>
      </Text>
      {said.map(({ text, choices }) => (
        <div key={text}>
          <div className={classes.bubble}>{text}</div>
          {choices && (
            <div className={classes.chips}>
              {choices.map((choice) => (
                <span key={choice.id} className={classes.chip}>
                  {choice.label}
                </span>
              ))}
            </div>
          )}
        </div>
      ))}
    </div>
  )
}

function firstWords(flow: Flow, botName: string, workspaceName: string) {
  const context = {
    botName,
    workspaceName,
    timezone: BROWSER_READER.timezone,
    channel: 'webchat',
    user: {},
    fields: {},
    random: Math.random,
  }
  const { effects } = step(compile(flow), newSession(), { kind: 'start' }, new Date(), context)
  return effects.flatMap((effect) => (effect.kind === 'say' ? [effect.content] : []))
}

/** Another flow of the bot, with what it wants to be given. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Select } from '@mantine/core'
import { z } from 'zod'
import { LinkAnchor } from '../../../../kit/links.tsx'
import { type ControlProps, textOf } from '../control.ts'
import { useForm } from '../form-context.ts'
import { useDraftOf, useFlows } from '../from-server.ts'
import classes from './controls.module.css'
import { useKindWords } from './kind-words.ts'

const Pairs = z.array(z.object({ name: z.string(), value: z.string() })).catch([])

export function FlowControl({ field, value, set, step, setParts, faultAt }: ControlProps) {
  const chosen = textOf(value)
  return (
    <div className={classes.group}>
      <FlowSelect
        label={field.label}
        description={field.description}
        value={chosen}
        isOptional={field.isOptional}
        onChange={set}
        error={faultAt()}
      />
      {chosen !== '' && step.block === 'call-flow' && (
        <Wanted flowId={chosen} given={Pairs.parse(step.inputs)} onFill={(inputs) => setParts({ inputs })} />
      )}
    </div>
  )
}

interface FlowSelectProps {
  label: string
  description?: string | undefined
  isLabelHidden?: boolean
  value: string
  isOptional: boolean
  onChange: (flowId: string | undefined) => void
  error?: string | undefined
}

export function FlowSelect(props: FlowSelectProps) {
  const { label, description, isLabelHidden = false, value, isOptional, onChange, error } = props
  const { t } = useLingui()
  const { workspaceId, botId, flowId, isReadOnly } = useForm()
  const others = useFlows(botId).filter(({ id }) => id !== flowId)
  const isLost = value !== '' && others.length > 0 && !others.some(({ id }) => id === value)
  const data = [
    ...(isOptional ? [{ value: '', label: t`This flow` }] : []),
    ...others.map(({ id, name }) => ({ value: id, label: name })),
    ...(isLost ? [{ value, label: t`A flow that is gone` }] : []),
  ]
  return (
    <div className={classes.group}>
      <Select
        label={isLabelHidden ? undefined : label}
        aria-label={isLabelHidden ? label : undefined}
        description={description}
        data={data}
        value={value || (isOptional ? '' : null)}
        onChange={(chosen) => onChange(chosen || undefined)}
        placeholder={t`Pick a flow`}
        nothingFoundMessage={t`This bot has no other flow yet.`}
        searchable={!isReadOnly}
        error={error}
        readOnly={isReadOnly}
      />
      {value !== '' && !isLost && (
        <LinkAnchor
          size="xs"
          to="/w/$workspaceId/bots/$botId"
          params={{ workspaceId, botId }}
          search={{ flow: value }}
          w="fit-content"
        >
          <Trans>Open this flow</Trans>
        </LinkAnchor>
      )}
    </div>
  )
}

interface WantedProps {
  flowId: string
  given: { name: string; value: string }[]
  onFill: (inputs: { name: string; value: string }[]) => void
}

/** The inputs that the flow wants and the step does not give it yet. */
function Wanted({ flowId, given, onFill }: WantedProps) {
  const { botId, isReadOnly } = useForm()
  const kindWords = useKindWords()
  const inputs = useDraftOf(botId, flowId)?.flow.inputs ?? []
  const missing = inputs.filter(({ name }) => !given.some((pair) => pair.name === name))
  if (missing.length === 0) return null
  const words = missing.map(({ name, kind }) => `${name} (${kindWords(kind)})`).join(', ')
  return (
    <div className={classes.hint}>
      <div className={classes.group}>
        <Trans>It wants to be given: {words}</Trans>
        {!isReadOnly && (
          <Button
            size="compact-xs"
            variant="default"
            w="fit-content"
            onClick={() => onFill([...given, ...missing.map(({ name }) => ({ name, value: `{{${name}}}` }))])}
          >
            <Trans>Add them</Trans>
          </Button>
        )}
      </div>
    </div>
  )
}

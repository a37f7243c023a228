/** One step of the list: its name, what it says, where it leads; opened, its form. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Badge, Collapse, Menu, TextInput, UnstyledButton } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconChevronDown,
  IconCircleX,
  IconCopy,
  IconDots,
  IconTrash,
} from '@tabler/icons-react'
import { useState } from 'react'
import type { Step } from '../../../engine/blocks/blocks.ts'
import type { Problem } from '../../../engine/check.ts'
import { rulesOf } from '../../../engine/condition.ts'
import { BLOCK_ICONS, formOf } from './block-forms.ts'
import { useEngineWords } from './engine-words.ts'
import classes from './flow.module.css'
import { useFlow } from './flow-context.ts'
import { idOf, type PlacedStep, titleOf } from './flow-order.ts'
import { OPERATOR_WORDS } from './operators.ts'
import { StepForm } from './step-form.tsx'
import { Ways } from './ways.tsx'

interface StepCardProps {
  placed: PlacedStep
  problems: Problem[]
  isStart: boolean
  isOpen: boolean
  isWaiting: boolean
  onToggle: () => void
  onChange: (step: Step) => void
  onRename: (to: string) => void
  onRise: (() => void) | undefined
  onSink: (() => void) | undefined
  onCopy: () => void
  onRemove: (() => void) | undefined
}

export function StepCard(props: StepCardProps) {
  const { placed, problems, isStart, isOpen, isWaiting, onToggle, onChange, onRename } = props
  const { isReadOnly } = useFlow()
  const { id, step } = placed
  const title = titleOf(id)
  const hasError = problems.some(({ severity }) => severity === 'error')
  return (
    <section
      className={classes.card}
      data-error={hasError || undefined}
      data-waiting={isWaiting || undefined}
      aria-label={title}
    >
      <div className={classes.cardHead}>
        <UnstyledButton className={classes.cardButton} onClick={onToggle} aria-expanded={isOpen}>
          <BlockIcon step={step} />
          <span className={classes.cardWords}>
            <span className={classes.cardTitle}>
              <span className={classes.stepTitle}>{title}</span>
              {isStart && (
                <Badge size="sm" color="teal">
                  <Trans>Start</Trans>
                </Badge>
              )}
              {isWaiting && (
                <Badge size="sm" color="blue">
                  <Trans>Waits for you</Trans>
                </Badge>
              )}
            </span>
            <Summary step={step} />
          </span>
          <IconChevronDown size={16} className={classes.chevron} data-open={isOpen || undefined} aria-hidden="true" />
        </UnstyledButton>
        {!isReadOnly && <StepMenu {...props} title={title} />}
      </div>
      <Problems problems={problems} />
      {!isOpen && <Ways step={step} />}
      <Collapse expanded={isOpen}>
        {isOpen && (
          <div className={classes.form}>
            {!isReadOnly && <StepName id={id} onRename={onRename} />}
            <StepForm step={step} onChange={onChange} />
          </div>
        )}
      </Collapse>
    </section>
  )
}

function BlockIcon({ step }: { step: Step }) {
  const Icon = BLOCK_ICONS[step.block]
  return (
    <span className={classes.icon} data-block={step.block}>
      <Icon size={18} stroke={1.6} aria-hidden="true" />
    </span>
  )
}

function Summary({ step }: { step: Step }) {
  const words = useEngineWords()
  const said = 'text' in step ? step.text : undefined
  const condition = useConditionText(step)
  const set = step.block === 'set' ? `${step.field} = ${step.value ?? ''}` : condition
  const { label } = formOf(step)
  return (
    <span className={classes.summary}>
      <span className={classes.kind}>{words(label)}</span>
      {(said || set) && <span className={classes.said}>{said || set}</span>}
    </span>
  )
}

/** The first rule stands for all of them. */
function useConditionText(step: Step): string | undefined {
  const { _ } = useWords()
  if (step.block !== 'decide') return undefined
  const [first, ...others] = rulesOf(step.when)
  if (!first) return undefined
  const rule = [first.name, _(OPERATOR_WORDS[first.operator]), 'value' in first ? first.value : ''].join(' ').trim()
  return others.length > 0 ? `${rule} …` : rule
}

function Problems({ problems }: { problems: Problem[] }) {
  const words = useEngineWords()
  if (problems.length === 0) return null
  return (
    <ul className={classes.problems}>
      {problems.map(({ code, message, severity }) => (
        <li key={`${code} ${message}`} className={classes.problem} data-severity={severity}>
          {severity === 'error' ? (
            <IconCircleX size={14} aria-hidden="true" />
          ) : (
            <IconAlertTriangle size={14} aria-hidden="true" />
          )}
          <span>{words(message)}</span>
        </li>
      ))}
    </ul>
  )
}

/** The name by which other steps lead here. */
function StepName({ id, onRename }: { id: string; onRename: (to: string) => void }) {
  const { t } = useLingui()
  const { steps } = useFlow()
  const [title, setTitle] = useState(titleOf(id))
  const to = idOf(title)
  const isTaken = to !== id && steps.some((step) => step.value === to)
  const save = () => {
    if (to === id || to === '' || isTaken) return setTitle(titleOf(id))
    onRename(to)
  }
  return (
    <TextInput
      label={t`Name of the step`}
      mb="md"
      maxLength={40}
      value={title}
      onChange={(event) => setTitle(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => event.key === 'Enter' && save()}
      error={isTaken ? t`Another step has this name.` : undefined}
    />
  )
}

function StepMenu({ title, onRise, onSink, onCopy, onRemove }: StepCardProps & { title: string }) {
  const { t } = useLingui()
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t`Actions for ${title}`} className={classes.menu}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconArrowUp size={16} />} disabled={!onRise} onClick={onRise}>
          <Trans>Move up</Trans>
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowDown size={16} />} disabled={!onSink} onClick={onSink}>
          <Trans>Move down</Trans>
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={onCopy}>
          <Trans>Make a copy</Trans>
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconTrash size={16} />} disabled={!onRemove} onClick={onRemove}>
          <Trans>Remove</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

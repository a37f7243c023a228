/** An answer, part by part; each leaf is a button that gives its path. */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import type { Value } from '../../../../shared/fields.ts'
import classes from './answer-tree.module.css'

interface AnswerTreeProps {
  label: string
  value: Value
  /** of the value itself, such as `data` */
  path: string
  onPick: (path: string) => void
}

export function AnswerTree({ label, value, path, onPick }: AnswerTreeProps) {
  return (
    <section className={classes.tree} aria-label={label}>
      <Branch name={path} value={value} path={path} onPick={onPick} depth={0} />
    </section>
  )
}

/** So many parts of one list or object are shown at first. */
const SHOWN = 30

interface BranchProps extends Omit<AnswerTreeProps, 'label'> {
  name: string
  depth: number
}

function Branch({ name, value, path, onPick, depth }: BranchProps) {
  const { t } = useLingui()
  const [isWhole, setWhole] = useState(false)
  const [isOpen, setOpen] = useState(depth < 3)
  const parts = partsOf(value)
  const shown = isWhole ? parts : parts?.slice(0, SHOWN)
  const more = (parts?.length ?? 0) - (shown?.length ?? 0)
  return (
    <>
      {parts && (
        <ActionIcon size={20} aria-label={t`Parts of ${path}`} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? <IconChevronDown size={12} /> : <IconChevronRight size={12} />}
        </ActionIcon>
      )}
      <UnstyledButton className={classes.leaf} onClick={() => onPick(path)}>
        <VisuallyHidden>{t`Keep ${path}`} </VisuallyHidden>
        <span className={classes.leafKey}>{name}</span>
        {parts ? sizeOf(value) : `: ${JSON.stringify(value)}`}
      </UnstyledButton>
      {shown && isOpen && (
        <ul>
          {shown.map(([key, part]) => (
            <li key={key}>
              <Branch name={key} value={part} path={`${path}.${key}`} onPick={onPick} depth={depth + 1} />
            </li>
          ))}
          {more > 0 && (
            <li>
              <UnstyledButton className={classes.leaf} onClick={() => setWhole(true)}>
                <Trans>{more} more</Trans>
              </UnstyledButton>
            </li>
          )}
        </ul>
      )}
    </>
  )
}

function partsOf(value: Value): Array<[string, Value]> | undefined {
  if (Array.isArray(value)) return value.map((part, index): [string, Value] => [String(index), part])
  return typeof value === 'object' && value !== null ? Object.entries(value) : undefined
}

function sizeOf(value: Value): string {
  return Array.isArray(value) ? ` [${value.length}]` : ''
}

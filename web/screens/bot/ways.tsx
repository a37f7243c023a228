/** Where a closed step leads, in words. */
import { Trans, useLingui } from '@lingui/react/macro'
import { IconArrowRight } from '@tabler/icons-react'
import type { Step } from '../../../engine/blocks/blocks.ts'
import classes from './flow.module.css'
import { titleOf } from './flow-order.ts'

interface Way {
  key: string
  when: string | null
  to: string | undefined
}

export function Ways({ step }: { step: Step }) {
  const ways = useWays(step)
  if (ways.length === 0) return null
  return (
    <ul className={classes.ways}>
      {ways.map(({ key, when, to }) => (
        <li key={key} className={classes.way}>
          {when !== null && <span className={classes.when}>{when}</span>}
          <IconArrowRight size={14} aria-hidden="true" />
          <span>{to === undefined ? <Trans>The end of the flow</Trans> : titleOf(to)}</span>
        </li>
      ))}
    </ul>
  )
}

function useWays(step: Step): Way[] {
  const { t } = useLingui()
  switch (step.block) {
    case 'ask': {
      const choices = step.kind === 'choice' ? (step.choices ?? []) : []
      const asides = choices.map(({ id, label, next }) => ({ key: id, when: label || '…', to: next ?? step.next }))
      const straight = { key: '', when: asides.length > 0 ? t`else` : null, to: step.next }
      const lost = { key: '/otherwise', when: t`no right answer`, to: step.otherwise ?? step.next }
      return [...asides, ...(asides.length > 0 ? [] : [straight]), lost]
    }
    case 'decide':
      return [
        { key: 'next', when: t`if so`, to: step.next },
        { key: 'otherwise', when: t`otherwise`, to: step.otherwise },
      ]
    case 'say':
    case 'set':
      return [{ key: 'next', when: null, to: step.next }]
    default:
      return []
  }
}

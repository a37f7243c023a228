/** What is wrong with the step as a whole. */
import { IconAlertTriangle } from '@tabler/icons-react'
import { useEngineWords } from '../engine-words/engine-words.ts'
import type { PartFault } from './faults.ts'
import classes from './inspector.module.css'

export function PartFaults({ faults }: { faults: readonly PartFault[] }) {
  const words = useEngineWords()
  if (faults.length === 0) return null
  return (
    <ul className={classes.faults}>
      {faults.map(({ code, message }) => (
        <li key={`${code} ${message}`}>
          <IconAlertTriangle size={14} aria-hidden="true" />
          <span>{words(message)}</span>
        </li>
      ))}
    </ul>
  )
}

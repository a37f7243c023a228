/** The fields that a flow fills, for pickers. */
import type { Flow } from '../../../engine/flow.ts'

export function fieldsIn(flow: Flow): string[] {
  const names = Object.values(flow.steps).flatMap((step) =>
    (step.block === 'ask' || step.block === 'set') && step.field ? [step.field] : [],
  )
  return [...new Set(['name', 'email', ...names])].sort()
}

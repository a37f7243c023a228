/** What flows want of a workspace beside accounts and secrets: its business hours, and mail that goes out. */
import type { Flow } from '../../../engine/flow.ts'

export interface AlsoNeeded {
  hours: boolean
  mail: boolean
}

export function alsoNeeded(flows: readonly Flow[]): AlsoNeeded {
  const steps = flows.flatMap((flow) => Object.values(flow.steps))
  return {
    hours: steps.some(
      (step) =>
        (step.block === 'hours' && step.hours === 'workspace') ||
        JSON.stringify(step).includes('BOT_IS_BUSINESS_HOURS'),
    ),
    mail: steps.some(({ block }) => block === 'mail'),
  }
}

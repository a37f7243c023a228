/** A flow that was never laid out is laid out when it is opened; that is no change of it. */
import type { Flow } from '../../../../engine/flow.ts'
import { place } from '../edits/flow-edits.ts'
import { arranged } from './arrange.ts'
import { quickLayout } from './quick-layout.ts'

/** The fine layout of more steps takes longer than one wants to wait. */
const QUICK_FROM = 100

export async function laidOut(flow: Flow): Promise<Flow> {
  const ids = Object.keys(flow.steps)
  if (ids.some((id) => flow.layout?.[id])) return flow
  return place(flow, ids.length > QUICK_FROM ? quickLayout(flow) : await arranged(flow))
}

/** What the parts of the flow's form know of the whole flow. */
import { createContext, useContext } from 'react'

export interface FlowContextValue {
  /** every step by id and shown name, in the order of the list */
  steps: Array<{ value: string; label: string }>
  fields: string[]
  isReadOnly: boolean
}

export const FlowContext = createContext<FlowContextValue>({ steps: [], fields: [], isReadOnly: true })

export function useFlow(): FlowContextValue {
  return useContext(FlowContext)
}

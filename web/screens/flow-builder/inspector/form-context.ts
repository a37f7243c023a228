/** What the controls know around the step: where it can lead, what there is to read and to fill, and on which channels. */
import { createContext, useContext } from 'react'
import type { FieldKind } from '../../../../shared/fields.ts'

/** Something that a text or a condition can read. */
export interface KnownValue {
  /** as it is written between the braces */
  name: string
  description: string
  group: 'field' | 'bot' | 'input' | 'event' | 'system'
  kind: FieldKind | undefined
}

export interface Target {
  id: string
  title: string
}

export interface FormContextValue {
  workspaceId: string
  botId: string
  flowId: string
  stepId: string
  isReadOnly: boolean
  /** every step, as people call it */
  targets: readonly Target[]
  values: readonly KnownValue[]
  /** the channels the bot uses, or may use */
  channels: readonly string[]
  /** IANA name of the workspace's zone */
  timezone: string
  /** asks which step, makes it and leads the way there */
  addStepFrom: (handle: string) => void
  goTo: (stepId: string) => void
}

export const FormContext = createContext<FormContextValue | null>(null)

export function useForm(): FormContextValue {
  const value = useContext(FormContext)
  if (!value) throw new Error('a control stands outside of a form')
  return value
}

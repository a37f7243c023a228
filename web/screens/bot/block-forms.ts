/** The form of each block, read from the words its schema carries. */
import {
  IconArrowsSplit2,
  IconFlag,
  IconHeadset,
  IconMessage,
  IconMessageQuestion,
  IconPencil,
} from '@tabler/icons-react'
import type { z } from 'zod'
import { BLOCKS, type Step } from '../../../engine/blocks/blocks.ts'

export type BlockName = Step['block']

export interface FieldForm {
  key: string
  label: string
  description: string | undefined
  control: string
  /** the words to choose from, by value */
  options: Record<string, string> | undefined
  isOptional: boolean
}

export interface BlockForm {
  name: BlockName
  label: string
  description: string
  fields: FieldForm[]
}

export const BLOCK_FORMS: readonly BlockForm[] = BLOCKS.map(({ name, schema }) => ({
  name,
  label: text(schema.meta()?.label) ?? name,
  description: text(schema.meta()?.description) ?? '',
  fields: fieldsOf(schema),
}))

export const BLOCK_ICONS: Record<BlockName, typeof IconFlag> = {
  say: IconMessage,
  ask: IconMessageQuestion,
  decide: IconArrowsSplit2,
  set: IconPencil,
  'hand-over': IconHeadset,
  end: IconFlag,
}

export function formOf(step: Step): BlockForm {
  const form = BLOCK_FORMS.find(({ name }) => name === step.block)
  if (!form) throw new Error(`no form for the block ${step.block}`)
  return form
}

/** Parts without a label, such as the name of the block, are not for people. */
function fieldsOf(schema: (typeof BLOCKS)[number]['schema']): FieldForm[] {
  const parts: Array<[string, z.ZodType]> = Object.entries(schema.shape)
  return parts.flatMap(([key, part]) => {
    const meta = part.meta()
    const label = text(meta?.label)
    if (!label) return []
    const options = wordsOf(meta?.options)
    const control = text(meta?.control) ?? (options ? 'options' : 'text')
    return [
      {
        key,
        label,
        description: text(meta?.description),
        control,
        options,
        isOptional: part.safeParse(undefined).success,
      },
    ]
  })
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function wordsOf(value: unknown): Record<string, string> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.fromEntries(Object.entries(value).map(([key, word]) => [key, String(word)]))
}

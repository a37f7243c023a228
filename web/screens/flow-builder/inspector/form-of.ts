/** The form of a schema, read from the words that its parts carry. */
import { z } from 'zod'

export interface FieldForm {
  key: string
  label: string
  description: string | undefined
  control: string
  /** the words to choose from, by value */
  options: Record<string, string> | undefined
  isOptional: boolean
  /** what else the part says of itself: the labels of a pair, the least and most of a number */
  meta: Readonly<Record<string, unknown>>
}

/** The parts of a step, or of any object, that people fill in; of a union those of the variant that `value` is. */
export function fieldsOf(schema: z.ZodType, value: object): FieldForm[] {
  return Object.entries(shapeOf(schema, value)).flatMap(([key, part]) => fieldOf(key, part))
}

/** Parts without a label, such as the name of the block, are not for people. */
function fieldOf(key: string, part: z.ZodType): FieldForm[] {
  const meta = metaOf(part)
  const label = wordOf(meta.label)
  if (label === undefined) return []
  const options = optionsOf(meta.options) ?? (meta.control === 'select' ? ownOptions(part) : undefined)
  const control = wordOf(meta.control) ?? (options ? 'select' : 'text')
  const isOptional = part.safeParse(undefined).success
  return [{ key, label, description: wordOf(meta.description), control, options, isOptional, meta }]
}

export function shapeOf(schema: z.ZodType, value: object): Record<string, z.ZodType> {
  if (schema instanceof z.ZodObject) return typed(schema.shape)
  if (schema instanceof z.ZodUnion) {
    const variants = schema.options.flatMap((option: unknown) => (option instanceof z.ZodType ? [option] : []))
    const fitting = variants.find((variant) => fits(variant, value)) ?? variants[0]
    return fitting ? shapeOf(fitting, value) : {}
  }
  if (schema instanceof z.ZodPipe && schema.in instanceof z.ZodType) return shapeOf(schema.in, value)
  return {}
}

/** What a part says of itself, wherever in its layers it is written. */
export function metaOf(part: z.ZodType): Readonly<Record<string, unknown>> {
  const outer = part.meta() ?? {}
  const inner = innerOf(part)
  return inner ? { ...metaOf(inner), ...outer } : outer
}

/** Whether the words that tell variants apart are those of the value. */
function fits(variant: z.ZodType, value: object): boolean {
  return Object.entries(shapeOf(variant, value)).every(([key, part]) => {
    const isTelling = part instanceof z.ZodLiteral || part instanceof z.ZodEnum
    return !isTelling || part.safeParse(Reflect.get(value, key)).success
  })
}

/** The words of an enum stand for themselves where nothing else is said. */
function ownOptions(part: z.ZodType): Record<string, string> | undefined {
  if (part instanceof z.ZodEnum) return Object.fromEntries(part.options.map((word) => [word, String(word)]))
  const inner = innerOf(part)
  return inner && ownOptions(inner)
}

function innerOf(part: z.ZodType): z.ZodType | undefined {
  const isLayer = part instanceof z.ZodOptional || part instanceof z.ZodNullable || part instanceof z.ZodDefault
  return isLayer && part.def.innerType instanceof z.ZodType ? part.def.innerType : undefined
}

function typed(shape: Record<string, unknown>): Record<string, z.ZodType> {
  const parts = Object.entries(shape).flatMap(([key, part]) =>
    part instanceof z.ZodType ? [[key, part] as const] : [],
  )
  return Object.fromEntries(parts)
}

function wordOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function optionsOf(value: unknown): Record<string, string> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.fromEntries(Object.entries(value).map(([key, word]) => [key, String(word)]))
}

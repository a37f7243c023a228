/** The form of one step: which parts it shows, under which words, and which of them are rarely wanted. */
import { askKindOf } from '../../../../engine/asks/asks.ts'
import { blockOf, type Step } from '../../../../engine/blocks/blocks.ts'
import { type FieldForm, fieldsOf } from './form-of.ts'

export interface StepFields {
  main: FieldForm[]
  rare: FieldForm[]
  ways: FieldForm[]
}

/** Parts that most people leave as they are. */
const RARE = new Set([
  'retry',
  'maxTries',
  'skip',
  'timeout',
  'pattern',
  'country',
  'order',
  'least',
  'most',
  'min',
  'max',
  'timeoutSeconds',
  'retries',
  'history',
  'maxTokens',
  'temperature',
  'model',
  'name',
])
/** Of these blocks such a part is the point of the step. */
const POINT: Record<string, ReadonlySet<string>> = {
  ask: new Set(['choices']),
  track: new Set(['name']),
  location: new Set(['name']),
}
const ASK_PARTS = new Set(['choices', 'least', 'most', 'min', 'max', 'pattern', 'order', 'country'])

export function stepFields(step: Step, shown: object = step): StepFields {
  const fields = fieldsOf(blockOf(step).schema, shown).flatMap((field) => forStep(step, field))
  // where a jump goes is what it is about
  const isWay = ({ control }: FieldForm) => control === 'step' && step.block !== 'jump'
  const ways = fields.filter(isWay)
  const others = fields.filter((field) => !isWay(field) && field.key !== 'title')
  const isRare = ({ key }: FieldForm) => RARE.has(key) && !POINT[step.block]?.has(key) && !isChosen(step, key)
  return { main: others.filter((field) => !isRare(field)), rare: others.filter(isRare), ways }
}

/** A question shows only the parts that its kind of answer uses, under the words of that kind. */
function forStep(step: Step, field: FieldForm): FieldForm[] {
  if (step.block === 'ask') return forQuestion(step, field)
  if (step.block === 'call-flow' && field.key === 'save') return [{ ...field, control: 'outputs' }]
  if (step.block === 'set' && field.key === 'value') return [{ ...field, control: 'text-or-nothing' }]
  // the way into another flow takes the place of the way to a step
  if (step.block === 'jump' && field.key === 'to') return step.flow ? [] : [field]
  if (step.block === 'wait' && (field.key === 'for' || field.key === 'at')) return []
  return [field]
}

function forQuestion(step: Extract<Step, { block: 'ask' }>, field: FieldForm): FieldForm[] {
  if (field.key === 'kind') return [{ ...field, control: 'ask-kind' }]
  if (field.key === 'skipped' && step.skip === undefined) return []
  if (!ASK_PARTS.has(field.key)) return [field]
  const label = Object.entries(askKindOf(step).parts).find(([key]) => key === field.key)?.[1]
  return label === undefined ? [] : [{ ...field, label }]
}

/** The stars of a rating are what it is about. */
function isChosen(step: Step, key: string): boolean {
  return step.block === 'ask' && step.kind === 'rating' && key === 'most'
}

/** A reply of a language model: asked, sent through the flows it calls as tools, and asked again until it answers. */
import { z } from 'zod'
import { Value } from '../../shared/fields.ts'
import { cutText } from '../../shared/messages.ts'
import type { Move, Runnable } from '../block.ts'
import { AiCall, type CallOutcome } from '../call.ts'
import type { Turn } from '../turn.ts'
import { asText, template } from '../values/variables.ts'
import { failureOf } from './outcome.ts'

export const ROUNDS_LIMIT = 8
/** So that all rounds together can be remembered. */
const ARGUMENTS_LIMIT = 400
const RESULT_LIMIT = 1200
const PROMPT_LIMIT = 4000

interface Conversation {
  system: string
  prompt?: string | undefined
  history: number
  model?: string | undefined
  maxTokens: number
  temperature?: number | undefined
  say: boolean
  field?: string | undefined
  tools: ReadonlyArray<{ name: string; description: string; flow: string; inputs: AiCall['fields'] }>
  fields: ReadonlyArray<{ name: string; description: string; field: string }>
}

const Tool = z.object({ id: z.string(), name: z.string(), arguments: Value })
const Answer = z.object({
  text: z.string().default(''),
  fields: z.record(z.string(), Value).optional(),
  tool: Tool.optional(),
})
const Memory = z
  .object({ prompt: z.string().optional(), rounds: AiCall.shape.rounds, tool: Tool.optional() })
  .catch({ rounds: [] })

export function readyConversation(step: Conversation, { next, failed }: { next: Move; failed: Move }): Runnable {
  const ask = readyCall(step)
  const prompt = template(step.prompt ?? '')
  const question = (turn: Turn) => prompt(turn).trim()

  /** What was asked first is asked again after a tool, whatever the person has said meanwhile. */
  function put(turn: Turn, asked: string, rounds: AiCall['rounds']): Move {
    const isShort = JSON.stringify(asked).length <= PROMPT_LIMIT
    turn.memory = { ...(isShort && { prompt: asked }), rounds }
    return turn.call(ask(turn, asked, rounds))
  }

  function hear(turn: Turn, outcome: CallOutcome): Move {
    if (!outcome.ok) return fail(turn, failureOf(outcome))
    const answer = Answer.safeParse(outcome.data)
    if (!answer.success) return fail(turn, 'The model gave no answer that can be read.')
    if (answer.data.tool) return use(turn, answer.data.tool)
    keep(step, turn, answer.data)
    return next
  }

  function use(turn: Turn, { id, name, arguments: given }: z.output<typeof Tool>): Move {
    const { prompt, rounds } = Memory.parse(turn.memory)
    if (rounds.length === ROUNDS_LIMIT) return fail(turn, `The model used tools more than ${ROUNDS_LIMIT} times.`)
    const tool = step.tools.find((each) => each.name === name)
    const called = { id: cutText(id, 100), name: cutText(name, 40), arguments: short(given, ARGUMENTS_LIMIT) }
    turn.memory = { ...(prompt !== undefined && { prompt }), rounds, tool: called }
    if (!tool) return giveBack(turn, { error: 'There is no such tool.' })
    return turn.callFlow(tool.flow, inputsOf(tool.inputs, given))
  }

  /** Tells the model what the tool gave. */
  function giveBack(turn: Turn, result: Value): Move {
    const { prompt, rounds, tool } = Memory.parse(turn.memory)
    if (!tool) return failed
    const round = { id: tool.id, tool: tool.name, arguments: tool.arguments, result: short(result, RESULT_LIMIT) }
    return put(turn, prompt ?? question(turn), [...rounds, round])
  }

  function fail(turn: Turn, message: string): Move {
    turn.fail('call-failed', message)
    return failed
  }

  return {
    enter: (turn) => put(turn, question(turn), []),
    result: hear,
    returned: (turn, outputs) => giveBack(turn, { ...outputs }),
  }
}

function readyCall(step: Conversation): (turn: Turn, prompt: string, rounds: AiCall['rounds']) => AiCall {
  const system = template(step.system)
  const tools = step.tools.map(({ name, description, inputs }) => ({ name, description, inputs: [...inputs] }))
  const fields = step.fields.map(({ name, description }) => ({ name, description }))
  const { history, maxTokens, temperature, model = '' } = step
  return (turn, prompt, rounds) => ({
    kind: 'ai',
    model,
    system: system(turn),
    prompt,
    history,
    maxTokens,
    ...(temperature !== undefined && { temperature }),
    tools,
    fields,
    rounds,
  })
}

function keep(step: Conversation, turn: Turn, { text, fields = {} }: z.output<typeof Answer>): void {
  if (step.say) turn.say(text)
  if (step.field !== undefined) turn.setField(step.field, text === '' ? null : cutText(text, 20_000))
  for (const { name, field } of step.fields) if (Object.hasOwn(fields, name)) turn.setField(field, fields[name] ?? null)
}

/** Only what the tool is said to be given; everything as text or value, nothing inherited. */
function inputsOf(inputs: AiCall['fields'], given: Value): Record<string, Value> {
  const from = typeof given === 'object' && given !== null && !Array.isArray(given) ? given : {}
  return Object.fromEntries(
    inputs.map(({ name }) => [name, (Object.hasOwn(from, name) ? from[name] : undefined) ?? null]),
  )
}

/** The value itself, or the beginning of its text where its JSON is long. */
function short(value: Value, limit: number): Value {
  if (JSON.stringify(value).length <= limit) return value
  return `${cutText(asText(value).replace(/\p{Cc}+/gu, ' '), limit / 2 - 1)}…`
}

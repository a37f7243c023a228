/** Makes a package of an export file of Typebot: what can be carried over, and a report of what cannot. */
import type { FieldKind } from '../../shared/fields.ts'
import { DEFAULT_FLOW_THEME } from '../../shared/flow-theme.ts'
import { cutText, TEXT_LIMIT } from '../../shared/messages.ts'
import { Step } from '../blocks/blocks.ts'
import type { Flow } from '../flow.ts'
import { type BotPackage, FORMAT, type ReportLine } from './package.ts'
import { type Carry, cut, type Made } from './typebot-carry.ts'
import { LOGIC, ON } from './typebot-do.ts'
import { type Block, type Group, TypebotFile, Versioned } from './typebot-file.ts'
import { REACH } from './typebot-reach.ts'
import { ASK, SAY } from './typebot-say.ts'
import { type Names, namesOf, textWith } from './typebot-words.ts'

export type ReadTypebot = { ok: true; package: BotPackage; report: ReportLine[] } | { ok: false; message: string }

/** Never throws, whatever the file is. */
export function readTypebot(file: unknown): ReadTypebot {
  const versioned = Versioned.safeParse(file).data
  if (!versioned) return { ok: false, message: 'This is not an export of Typebot: it has no groups.' }
  const version = String(versioned.version ?? 'unknown')
  if (!/^6(\.\d+)?$/.test(version))
    return {
      ok: false,
      message: `This is an export of version ${version.slice(0, 20)}. Open it in a newer Typebot, and export it again as version 6.`,
    }
  const read = TypebotFile.safeParse({ ...versioned, version: '6' })
  if (!read.success) {
    const [fault] = read.error.issues
    return {
      ok: false,
      message: `The export is damaged at ${fault?.path.join('/') || 'its top'}: ${fault?.message ?? ''}`,
    }
  }
  return carryOver(read.data)
}

const CARRIES: Record<string, Carry> = { ...SAY, ...ASK, ...LOGIC, ...REACH }
const NAME_LIMIT = 80

/** A block where it stands: what is before and after it in its group, and the id that its first step would have. */
interface Spot {
  block: Block
  group: Group
  index: number
  id: string
  before: Block | undefined
  after: Block | undefined
}

function carryOver(file: TypebotFile): ReadTypebot {
  const reading = new Reading(file)
  const steps = reading.steps()
  const start = reading.start()
  const name = cutText(file.name.replace(/[\p{Cc}\u2028\u2029]/gu, ' ').trim(), NAME_LIMIT) || 'Typebot'
  const flow: Flow = start !== undefined && steps[start] ? { start, steps, layout: reading.layout(steps) } : NOTHING
  if (flow === NOTHING)
    reading.report.push({ severity: 'warning', what: 'start', where: '', message: 'Nothing follows the start.' })
  return {
    ok: true,
    package: {
      format: FORMAT,
      bot: { name, theme: DEFAULT_FLOW_THEME },
      flows: [{ key: 'main', name: 'Main', isMain: true, flow }],
      fields: reading.fields(),
      needs: { integrations: [], secrets: [], members: 0, files: [] },
    },
    report: reading.report,
  }
}

const NOTHING: Flow = { start: 'end', steps: { end: { block: 'end' } } }

class Reading {
  readonly report: ReportLine[] = []
  readonly #file: TypebotFile
  readonly #names: Names
  readonly #spots = new Map<string, Spot>()
  readonly #firstOf = new Map<string, string>()
  readonly #edges: Map<string, TypebotFile['edges'][number]>
  /** what each block makes, its ways still open */
  readonly #made = new Map<string, Made[]>()
  /** bubbles that are the question of the input behind them */
  readonly #questions = new Set<string>()
  /** ids of blocks that an edge or a jump leads to directly */
  readonly #aimed: Set<string>
  readonly #kinds = new Map<string, FieldKind>()

  constructor(file: TypebotFile) {
    this.#file = file
    this.#names = namesOf(file.variables)
    this.#edges = new Map(file.edges.map((edge) => [edge.id, edge]))
    this.#aimed = new Set(file.edges.flatMap(({ to }) => to.blockId ?? []))
    const taken = new Set<string>()
    for (const group of file.groups) this.#place(group, taken)
    for (const spot of this.#spots.values()) if (this.#isQuestion(spot)) this.#questions.add(spot.block.id)
    for (const spot of this.#spots.values()) this.#made.set(spot.block.id, this.#carry(spot, false))
  }

  /** The steps with all their ways. */
  steps(): Flow['steps'] {
    const steps: Array<[string, Step]> = []
    for (const spot of this.#spots.values()) {
      const made = this.#carry(spot, true)
      for (const [index, step] of made.entries()) {
        const on = index + 1 < made.length ? partId(spot.id, index + 1) : this.#after(spot)
        const whole = Step.safeParse(withWays(step, step.block === 'decide' ? [this.#after(spot), on] : [on, on])).data
        if (whole) steps.push([partId(spot.id, index), whole])
      }
    }
    return Object.fromEntries(steps)
  }

  start(): string | undefined {
    const [start] = this.#file.events.filter(({ type }) => type === 'start')
    for (const event of this.#file.events.filter(({ type }) => type !== 'start'))
      this.report.push({
        severity: 'warning',
        what: event.type,
        where: '',
        message: 'What this event begins is left out.',
      })
    const edge = start?.outgoingEdgeId ?? this.#file.edges.find(({ from }) => from?.eventId === start?.id)?.id
    return this.#way(edge ?? undefined, new Set())
  }

  fields(): BotPackage['fields'] {
    return this.#names
      .all()
      .slice(0, 500)
      .map(({ name, description }) => {
        const kind = this.#kinds.get(name) ?? 'text'
        return { scope: 'user', name, kind, description: cutText(description.replace(/\p{Cc}/gu, ' '), 500) }
      })
  }

  layout(steps: Flow['steps']): NonNullable<Flow['layout']> {
    const spots = [...this.#spots.values()].flatMap(({ id, group, index }) => {
      const { x, y } = group.graphCoordinates ?? { x: 0, y: 0 }
      const at = { x: within(x * 1.5), y: within(y * 1.5 + index * 140) }
      return Object.hasOwn(steps, id) ? [[id, at] as const] : []
    })
    return Object.fromEntries(spots)
  }

  #place(group: Group, taken: Set<string>): void {
    const stem = cut(group.title, 30) || 'step'
    for (const [index, block] of group.blocks.entries()) {
      let id = index === 0 ? stem : `${stem}-${index + 1}`
      for (let copy = 2; taken.has(id); copy += 1) id = `${stem.slice(0, 24)}-${index + 1}-${copy}`
      taken.add(id)
      const [before, after] = [group.blocks[index - 1], group.blocks[index + 1]]
      this.#spots.set(block.id, { block, group, index, id, before, after })
      if (index === 0) this.#firstOf.set(group.id, block.id)
    }
  }

  /** A text whose only way on is to an input, and no other way leads to that input. */
  #isQuestion({ block, after }: Spot): boolean {
    return (
      block.type === 'text' &&
      !block.outgoingEdgeId &&
      after !== undefined &&
      after.type in ASK &&
      !this.#aimed.has(after.id)
    )
  }

  #carry(spot: Spot, isReal: boolean): Made[] {
    const { block } = spot
    if (this.#questions.has(block.id)) return []
    const carry = Object.hasOwn(CARRIES, block.type) ? CARRIES[block.type] : undefined
    const tell = (message: string) => {
      if (!isReal) return
      const where = `${cutText(spot.group.title, 80)} › ${spot.index + 1}`
      this.report.push({ severity: 'warning', what: block.type, where, message })
    }
    if (!carry) {
      tell('This block is left out: there is nothing like it here.')
      return []
    }
    const made = this.#tryCarry(spot, carry, { isReal, tell })
    if (isReal) this.#noteKinds(made)
    return made
  }

  #tryCarry(spot: Spot, carry: Carry, { isReal, tell }: { isReal: boolean; tell: (message: string) => void }): Made[] {
    const text = (given: string, limit = TEXT_LIMIT) => {
      const read = textWith(this.#names, given, limit)
      if (read.hasCode) tell('JavaScript in a text is left out.')
      return read.text
    }
    try {
      const made = carry(spot.block, {
        field: (variableId) => (variableId ? this.#names.byId.get(variableId) : undefined),
        text,
        way: (edgeId) => (isReal ? this.#way(edgeId ?? undefined, new Set()) : undefined),
        place: (groupId, blockId) => (isReal ? this.#target(groupId, blockId, new Set()) : 'place'),
        question: () => this.#questionOf(spot, text),
        fields: () => [...this.#names.byId.values()],
        tell,
      })
      const sound = made.filter((step) => Step.safeParse(withWays(step, [undefined, undefined])).success)
      if (sound.length < made.length) tell('This block could not be carried over as it is, and is left out.')
      return sound
    } catch {
      tell('This block is damaged, and is left out.')
      return []
    }
  }

  #questionOf({ before }: Spot, text: (given: string) => string): string | undefined {
    if (!before || !this.#questions.has(before.id)) return undefined
    const [said] = SAY.text?.(before, { ...NO_WAYS, text }) ?? []
    return typeof said?.text === 'string' ? said.text : undefined
  }

  #noteKinds(made: Made[]): void {
    for (const { block, kind, field } of made) {
      if (block !== 'ask' || typeof field !== 'string') continue
      if (kind === 'number' || kind === 'rating') this.#kinds.set(field, 'number')
      if (kind === 'many') this.#kinds.set(field, 'list')
    }
  }

  /** Where the block's first step is, or what comes after it where nothing is left of it. */
  #entry(blockId: string | undefined, seen: Set<string>): string | undefined {
    const spot = blockId === undefined ? undefined : this.#spots.get(blockId)
    if (!spot || seen.has(spot.block.id)) return undefined
    seen.add(spot.block.id)
    const made = this.#made.get(spot.block.id) ?? []
    return made.length > 0 ? spot.id : this.#after(spot, seen)
  }

  #after({ block, after }: Spot, seen: Set<string> = new Set()): string | undefined {
    return block.outgoingEdgeId ? this.#way(block.outgoingEdgeId, seen) : this.#entry(after?.id, seen)
  }

  #way(edgeId: string | undefined, seen: Set<string>): string | undefined {
    const edge = edgeId === undefined ? undefined : this.#edges.get(edgeId)
    return edge && this.#target(edge.to.groupId, edge.to.blockId, seen)
  }

  #target(
    groupId: string | null | undefined,
    blockId: string | null | undefined,
    seen: Set<string>,
  ): string | undefined {
    const first = groupId ? this.#firstOf.get(groupId) : undefined
    return this.#entry(blockId && this.#spots.has(blockId) ? blockId : first, seen)
  }
}

const NO_WAYS = {
  field: () => undefined,
  way: () => undefined,
  place: () => undefined,
  question: () => undefined,
  fields: () => [],
  tell: () => {},
}

const CLOSED = new Set(['end', 'return', 'jump', 'split'])

/** The step with `next` where its own way is left open, and `on` where it says so. */
function withWays(step: Made, [next, on]: [string | undefined, string | undefined]): Made {
  const parts = Object.entries(step).map(([key, part]) => [key, openWays(part, on)] as const)
  const whole: Made = { ...Object.fromEntries(parts), block: step.block }
  return CLOSED.has(step.block) || whole.next !== undefined ? withoutGaps(whole) : withoutGaps({ ...whole, next })
}

function openWays(part: unknown, on: string | undefined): unknown {
  if (part === ON) return on
  if (!Array.isArray(part)) return part
  return part.map((each) => (typeof each === 'object' && each?.next === ON ? withoutGaps({ ...each, next: on }) : each))
}

function withoutGaps<T extends object>(from: T): T {
  const kept = Object.entries(from).filter(([, part]) => part !== undefined)
  return { ...from, ...Object.fromEntries(kept) }
}

function partId(id: string, index: number): string {
  return index === 0 ? id : `${id}-p${index + 1}`
}

function within(at: number): number {
  return Math.min(1e6, Math.max(-1e6, Math.round(at)))
}

/** Packs a bot, or chosen flows of one, and unpacks what was packed. */
import type { FlowTheme } from '../../shared/flow-theme.ts'
import type { Step } from '../blocks/blocks.ts'
import type { Flow } from '../flow.ts'
import { type BotPackage, FORMAT, type PackedField, type PackedFlow, type ReportLine } from './package.ts'
import {
  filesIn,
  membersIn,
  renameFlows,
  renameMembers,
  secretsIn,
  usesCode,
  usesIntegration,
  withoutFiles,
} from './references.ts'
import { scrub } from './scrub.ts'

export interface NamedFlow {
  id: string
  name: string
  isMain: boolean
  flow: Flow
}

export interface Source {
  name: string
  theme: FlowTheme
  flows: NamedFlow[]
  fields: PackedField[]
}

/** What may stay in the package: files of this workspace, for one who takes it back there. */
export interface Secrecy {
  /** addresses of the members, which are taken out */
  emails: readonly string[]
  keepsFilesOf?: string
}

export interface Packed {
  package: BotPackage
  report: ReportLine[]
}

/** The order of flows is kept; what was left out stands in the report. */
export function packBot(source: Source, secrecy: Secrecy): Packed {
  const keys = keysFor(source.flows)
  const report: ReportLine[] = []
  const needs = { integrations: new Set<string>(), secrets: new Set<string>(), files: new Set<string>(), members: 0 }
  const flows = source.flows.map(({ id, name, isMain, flow }): PackedFlow => {
    const steps = mapSteps(flow, (step, stepId) => {
      const tell = (what: string, message: string) =>
        report.push({ severity: 'warning', what, where: placeOf(name, stepId, step), message })
      const integration = usesIntegration(step)
      if (integration) needs.integrations.add(integration)
      for (const secret of secretsIn(step)) needs.secrets.add(secret)
      for (const file of filesIn(step)) needs.files.add(file.name)
      if (membersIn(step).length > 0) {
        needs.members += 1
        tell('member', 'Members who were named here are left out.')
      }
      return clean(step, { keys, secrecy, tell })
    })
    const { step: rest, taken } = scrub({ notes: flow.notes, entries: flow.entries }, secrecy.emails)
    for (const what of taken)
      report.push({ severity: 'warning', what: 'secret', where: name, message: `Left out: ${what}.` })
    return { key: keys.get(id) ?? id, name, isMain, flow: withoutGaps({ ...flow, ...rest, steps }) }
  })
  const fields = source.fields.map((field) => withoutSecret(field, report))
  const { integrations, secrets, files, members } = needs
  const lists = { integrations: [...integrations], secrets: [...secrets], files: [...files], members }
  const bot = { name: source.name, theme: source.theme }
  return { package: { format: FORMAT, bot, flows, fields, needs: lists }, report }
}

interface Cleaning {
  keys: ReadonlyMap<string, string>
  secrecy: Secrecy
  tell(what: string, message: string): void
}

function clean(step: Step, { keys, secrecy, tell }: Cleaning): Step {
  const called = renameFlows(
    renameMembers(step, () => undefined),
    (id) => {
      const key = keys.get(id)
      if (key === undefined && id !== '') tell('flow', 'A flow that is called here does not travel along.')
      return key
    },
  )
  const kept = withoutFiles(called, (workspaceId) => workspaceId === secrecy.keepsFilesOf)
  if (filesIn(called).length > filesIn(kept).length) tell('file', 'A file of the workspace is left out.')
  const { step: scrubbed, taken } = scrub(kept, secrecy.emails)
  for (const what of taken) tell('secret', `Left out: ${what}.`)
  return scrubbed
}

/** What a workspace has to connect what comes in. */
export interface Target {
  workspaceId: string
  /** Who may be named: members of the workspace. */
  members: readonly string[]
  integrations: readonly string[]
  secrets: readonly string[]
  isCodeAllowed: boolean
  newId(): string
}

export interface Unpacked {
  flows: NamedFlow[]
  report: ReportLine[]
}

/** Flows under new ids. What they name of another workspace is dropped (attack 16), what is missing here is reported. */
export function unpackBot(from: BotPackage, target: Target): Unpacked {
  const ids = new Map(from.flows.map(({ key }) => [key, target.newId()]))
  const report: ReportLine[] = []
  const flows = from.flows.map(({ key, name, isMain, flow }) => {
    const steps = mapSteps(flow, (step, stepId) => {
      const tell = (what: string, message: string) =>
        report.push({ severity: 'warning', what, where: placeOf(name, stepId, step), message })
      return settle(step, { ids, target, tell })
    })
    return { id: ids.get(key) ?? key, name, isMain, flow: { ...flow, steps } }
  })
  return { flows, report: [...report, ...missing(from, target)] }
}

interface Settling {
  ids: ReadonlyMap<string, string>
  target: Target
  tell(what: string, message: string): void
}

function settle(step: Step, { ids, target, tell }: Settling): Step {
  const called = renameFlows(step, (key) => {
    const id = ids.get(key)
    if (id === undefined && key !== '') tell('flow', 'A flow that is called here did not come along.')
    return id
  })
  const named = renameMembers(called, (id) => {
    if (target.members.includes(id)) return id
    tell('member', 'A member who is named here does not belong to this workspace.')
    return undefined
  })
  const kept = withoutFiles(named, (workspaceId) => workspaceId === target.workspaceId)
  if (filesIn(named).length > filesIn(kept).length)
    tell('file', 'A file that is shown here did not come along. Add it again.')
  return kept
}

function missing({ flows, needs }: BotPackage, target: Target): ReportLine[] {
  const steps = flows.flatMap(({ flow }) => Object.values(flow.steps))
  const used = new Set(steps.flatMap((step) => usesIntegration(step) || []))
  const secrets = new Set(steps.flatMap(secretsIn))
  const lines = [
    ...[...used]
      .filter((each) => !target.integrations.includes(each))
      .map((each) => ['integration', `Connect ${each}.`]),
    ...[...secrets]
      .filter((each) => !target.secrets.includes(each))
      .map((each) => ['secret', `Add the secret ${each}.`]),
    ...(needs.members > 0 ? [['member', 'Choose the members who are assigned or notified.']] : []),
    ...(steps.some((step) => usesCode(step)) && !target.isCodeAllowed
      ? [['code', 'Code steps are switched off in this workspace. An owner can allow them.']]
      : []),
  ]
  return lines.map(([what = '', message = '']) => ({ severity: 'warning', what, where: '', message }))
}

/** A part that is not there is no key of the flow. */
function withoutGaps({ notes, entries, ...flow }: Flow): Flow {
  return { ...flow, ...(notes && { notes }), ...(entries && { entries }) }
}

/** Keys made of the names, so that packing twice gives the same file. */
function keysFor(flows: NamedFlow[]): Map<string, string> {
  const keys = new Map<string, string>()
  const taken = new Set<string>()
  for (const { id, name, isMain } of flows) {
    const stem = isMain ? 'main' : slugOf(name) || 'flow'
    let key = stem
    for (let copy = 2; taken.has(key); copy += 1) key = `${stem}-${copy}`
    taken.add(key)
    keys.set(id, key)
  }
  return keys
}

export function slugOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '')
}

function mapSteps(flow: Flow, change: (step: Step, stepId: string) => Step): Flow['steps'] {
  return Object.fromEntries(Object.entries(flow.steps).map(([stepId, step]) => [stepId, change(step, stepId)]))
}

function placeOf(flowName: string, stepId: string, step: { title?: string | undefined }): string {
  return `${flowName} › ${step.title ?? stepId}`
}

function withoutSecret(field: PackedField, report: ReportLine[]): PackedField {
  const { step, taken } = scrub({ name: field.name, value: field.value ?? '' }, [])
  if (taken.length === 0) return field
  report.push({
    severity: 'warning',
    what: 'secret',
    where: '',
    message: `Left out: the value of the field ${field.name}.`,
  })
  return { ...field, value: step.value }
}

/** Reads a file that a bot may be in: our own export, or one of Typebot, told apart by what is in it. */
import { BotPackage, FORMAT } from '../../../engine/pack/package.ts'

export type BotFile =
  | { kind: 'package'; name: string; package: BotPackage; flows: number }
  | { kind: 'typebot'; name: string; typebot: unknown; flows: number }
  | { kind: 'damaged'; path: string; message: string }
  | { kind: 'unknown' }

export const LARGEST_FILE = 5_000_000

export function readBotFile(text: string): BotFile {
  const value = parsed(text)
  if (!isObject(value)) return { kind: 'unknown' }
  if (value.format === FORMAT) return asPackage(value)
  if (Array.isArray(value.groups) && (Array.isArray(value.edges) || 'version' in value))
    return { kind: 'typebot', name: nameOf(value.name), typebot: value, flows: 1 }
  return { kind: 'unknown' }
}

function asPackage(value: object): BotFile {
  const read = BotPackage.safeParse(value)
  if (read.success) {
    const { bot, flows } = read.data
    return { kind: 'package', name: bot.name, package: read.data, flows: flows.length }
  }
  const fault = read.error.issues[0]
  return { kind: 'damaged', path: fault?.path.join('/') ?? '', message: fault?.message ?? '' }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function nameOf(value: unknown): string {
  return typeof value === 'string' ? value.trim().slice(0, 80) : ''
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The words of a Typebot file in ours: names of variables, texts with {{variables}}, rich text. */
import { z } from 'zod'
import { cutText } from '../../shared/messages.ts'
import type { Variable } from './typebot-file.ts'

export interface Names {
  /** our name of a variable, by its id */
  byId: ReadonlyMap<string, string>
  /** our name of a variable, by the name that stands in texts; also of one that the file does not list */
  ofText(name: string): string
  /** all of them, ours with theirs */
  all(): Array<{ name: string; description: string }>
}

/** `Full name` becomes `full_name`; each variable keeps a name of its own. */
export function namesOf(variables: readonly Variable[]): Names {
  const taken = new Map<string, string>()
  const byText = new Map<string, string>()
  const byId = new Map<string, string>()
  const ofText = (text: string) => {
    const known = byText.get(text.trim())
    if (known) return known
    const name = freeName(fieldNameOf(text), taken)
    taken.set(name, text.trim())
    byText.set(text.trim(), name)
    return name
  }
  for (const { id, name } of variables) byId.set(id, ofText(name))
  return { byId, ofText, all: () => [...taken].map(([name, description]) => ({ name, description })) }
}

function fieldNameOf(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const name = plain
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+/, '')
    .replace(/_+$/, '')
    .slice(0, 36)
  return name || 'value'
}

function freeName(name: string, taken: ReadonlyMap<string, string>): string {
  for (let copy = 1; ; copy += 1) {
    const free = copy === 1 ? name : `${name}_${copy}`
    if (!taken.has(free)) return free
  }
}

/** A text with our names; `{{= … =}}` is worked out in a browser there, and stays out. */
export function textWith(names: Names, text: string, limit: number): { text: string; hasCode: boolean } {
  let hasCode = false
  const plain = text.replace(/\{\{=[\s\S]*?=\}\}/g, () => {
    hasCode = true
    return ''
  })
  const named = plain.replace(/\{\{([^{}]+)\}\}/g, (_all, name: string) => `{{${names.ofText(name)}}}`)
  return { text: cutText(withoutControl(named), limit), hasCode }
}

const CONTROL = /[^\P{Cc}\n\t]/gu

function withoutControl(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(CONTROL, '')
}

interface Node {
  type?: string | undefined
  text?: string | undefined
  url?: string | undefined
  bold?: boolean | undefined
  italic?: boolean | undefined
  children?: unknown[] | undefined
}

const Node: z.ZodType<Node> = z.looseObject({
  type: z.string().optional(),
  text: z.string().optional(),
  url: z.string().optional(),
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  children: z.array(z.unknown()).optional(),
})

const DEEPEST = 20

/** Paragraphs are lines; bold, italics, links and lists as messages write them. */
export function plainText(richText: readonly unknown[], depth = 0): string {
  return richText
    .map((node) => lineOf(node, depth))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function lineOf(value: unknown, depth: number): string {
  const node = Node.safeParse(value).data
  if (!node || depth > DEEPEST) return ''
  if (node.type === 'ul' || node.type === 'ol') return listOf(node, depth)
  return inlineOf(node, depth)
}

function listOf({ type, children = [] }: Node, depth: number): string {
  const items = children.map((item) => lineOf(item, depth + 1)).filter((item) => item !== '')
  return items.map((item, index) => (type === 'ol' ? `${index + 1}. ${item}` : `• ${item}`)).join('\n')
}

function inlineOf(node: Node, depth: number): string {
  if (node.text !== undefined) return marked(node)
  const inner = (node.children ?? []).map((child) => lineOf(child, depth + 1)).join('')
  if (node.type === 'a' && node.url)
    return inner.trim() === node.url || inner === '' ? node.url : `${inner} (${node.url})`
  return inner
}

function marked({ text = '', bold, italic }: Node): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? []
  if (inner === '' || inner.includes('\n')) return text
  const slanted = italic ? `_${inner}_` : inner
  return before + (bold ? `*${slanted}*` : slanted) + after
}

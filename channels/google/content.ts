/** Our messages as RCS shows them: text, cards and files, with chips to tap below. */
import { plainOf } from '../../shared/formatting.ts'
import type { Button, Card, Choice, Content } from '../../shared/messages.ts'

export interface AgentContent {
  text?: string
  contentInfo?: { fileUrl: string }
  richCard?: StandaloneCard | CarouselCard
  suggestions?: Suggestion[]
}

/** The message, and what can be tapped: buttons stay in its card, answers go away. */
export function agentContent(content: Content): AgentContent {
  const buttons = content.buttons ?? []
  const choices = [...rowsOf(content), ...(content.choices ?? [])]
  switch (content.kind) {
    case 'text':
    case 'template':
    case 'list': {
      const text = plainOf(content.text)
      if (buttons.length === 0) return withChips({ text }, chipsOf([], choices))
      return withChips(oneCard({ description: text, suggestions: buttons.map(buttonChip) }), chipsOf([], choices))
    }
    case 'image':
    case 'video': {
      if (buttons.length === 0) return withChips({ contentInfo: { fileUrl: content.url } }, chipsOf([], choices))
      const card = { media: mediaOf(content.url), suggestions: buttons.map(buttonChip) }
      return withChips(oneCard(card), chipsOf([], choices))
    }
    case 'audio':
    case 'file':
      return withChips({ contentInfo: { fileUrl: content.url } }, chipsOf(buttons, choices))
    case 'location':
      return withChips({ text: placeText(content) }, [mapChip(content), ...chipsOf(buttons, choices)])
    case 'cards':
      return withChips(cardsOf(content.cards), chipsOf(buttons, choices))
  }
}

type Place = Extract<Content, { kind: 'location' }>

type Suggestion = { reply: { text: string; postbackData: string } } | { action: Action }
type Action = { text: string; postbackData: string } & (
  | { openUrlAction: { url: string } }
  | { dialAction: { phoneNumber: string } }
  | { viewLocationAction: { latLong: { latitude: number; longitude: number }; label?: string } }
)

interface CardContent {
  title?: string
  description?: string
  media?: { height: 'SHORT' | 'MEDIUM' | 'TALL'; contentInfo: { fileUrl: string } }
  suggestions?: Suggestion[]
}
interface StandaloneCard {
  standaloneCard: { cardOrientation: 'VERTICAL'; cardContent: CardContent }
}
interface CarouselCard {
  carouselCard: { cardWidth: 'SMALL' | 'MEDIUM'; cardContents: CardContent[] }
}

const MOST_CHIPS = 11
const MOST_OF_LABEL = 200

function cardsOf(cards: readonly Card[]): AgentContent {
  const contents = cards.map(cardOf)
  const [only] = contents
  if (only && contents.length === 1) return oneCard(only)
  return { richCard: { carouselCard: { cardWidth: 'MEDIUM', cardContents: contents } } }
}

function oneCard(cardContent: CardContent): AgentContent {
  return { richCard: { standaloneCard: { cardOrientation: 'VERTICAL', cardContent } } }
}

function cardOf({ title, text, image, buttons = [] }: Card): CardContent {
  return {
    title: plainOf(title),
    ...(text && { description: plainOf(text) }),
    ...(image && { media: mediaOf(image) }),
    ...(buttons.length > 0 && { suggestions: buttons.map(buttonChip) }),
  }
}

function mediaOf(fileUrl: string): NonNullable<CardContent['media']> {
  return { height: 'MEDIUM', contentInfo: { fileUrl } }
}

function withChips(content: AgentContent, suggestions: Suggestion[]): AgentContent {
  return suggestions.length === 0 ? content : { ...content, suggestions: suggestions.slice(0, MOST_CHIPS) }
}

function chipsOf(buttons: readonly Button[], choices: readonly Choice[]): Suggestion[] {
  return [...buttons.map(buttonChip), ...choices.map(({ id, label }) => replyChip(id, label))]
}

function buttonChip(button: Button): Suggestion {
  if (button.kind === 'reply') return replyChip(button.id, button.label)
  const { label: text } = button
  if (button.kind === 'link') return { action: { text, postbackData: text, openUrlAction: { url: button.url } } }
  const phoneNumber = button.phone.replace(/[^\d+]/g, '')
  return { action: { text, postbackData: text, dialAction: { phoneNumber } } }
}

function replyChip(postbackData: string, text: string): Suggestion {
  return { reply: { text, postbackData } }
}

function mapChip({ latitude, longitude, name }: Place): Suggestion {
  const label = name === undefined ? {} : { label: name.slice(0, MOST_OF_LABEL) }
  return {
    action: { text: '📍', postbackData: 'map', viewLocationAction: { latLong: { latitude, longitude }, ...label } },
  }
}

function placeText({ name, address, latitude, longitude }: Place): string {
  return [name, address].filter(Boolean).join('\n') || `${latitude}, ${longitude}`
}

function rowsOf(content: Content): Choice[] {
  return content.kind === 'list' ? content.sections.flatMap(({ rows }) => rows) : []
}

/** Says a message with a button that opens a list of rows to pick from. */
import { z } from 'zod'
import { type Content, LABEL_LIMIT, plainText } from '../../shared/messages.ts'
import { type Block, connectPart, emptyText, type Fault, type Links, titled } from '../block.ts'
import { CAPTION_LIMIT, readyText } from '../block-parts/message-parts.ts'
import {
  asChoice,
  checkReplies,
  connectReplies,
  isChoiceHandle,
  noReplies,
  offering,
  Reply,
  readyAnswers,
  replied,
  replyEdges,
  waysOf,
} from '../block-parts/replies.ts'
import type { Turn } from '../turn.ts'

const words = { label: 'List', description: 'A message with a button that opens a list to pick from' }

const Section = z.strictObject({
  title: plainText(LABEL_LIMIT).optional().meta({ label: 'Heading', control: 'text' }),
  rows: z.array(Reply).max(10).meta({ label: 'Rows', control: 'choices' }),
})

const List = z
  .strictObject({
    block: z.literal('list'),
    ...titled,
    text: plainText(CAPTION_LIMIT).meta({
      label: 'Message',
      description: 'May hold {{variables}}',
      control: 'long-text',
    }),
    button: plainText(LABEL_LIMIT).meta({ label: 'Button that opens the list', control: 'text' }),
    sections: z.array(Section).max(10).meta({ label: 'Parts of the list', control: 'sections' }),
    ...replied,
  })
  .meta(words)

type List = z.output<typeof List>

export const list: Block<typeof List> = {
  name: 'list',
  category: 'say',
  schema: List,
  waits: (step) => rowsOf(step).length > 0,
  palette: [
    {
      id: 'list',
      ...words,
      icon: 'list-details',
      fresh: () => ({
        block: 'list',
        text: '',
        button: 'Choose',
        sections: [{ rows: [{ id: 'first', label: 'First' }] }],
      }),
    },
  ],
  edges: (step) => replyEdges(step, rowsOf(step)),
  connect(step, handle, to) {
    if (!isChoiceHandle(handle)) return connectPart(step, handle, to)
    return {
      ...step,
      sections: step.sections.map((part) => ({ ...part, rows: connectReplies(part.rows, handle, to) })),
    }
  },
  texts: (step) => [
    step.text,
    step.button,
    ...step.sections.map(({ title }) => title ?? ''),
    ...rowsOf(step).flatMap(({ label, description }) => [label, description ?? '']),
  ],
  fields: (step) => (step.field ? [step.field] : []),
  flows: () => [],
  gist: (step) => step.text,
  check: (step) => [...emptyText(step.text), ...emptyButton(step.button), ...checkRows(step)],
  ready(step, links) {
    const [text, button] = [readyText(step.text, CAPTION_LIMIT), readyText(step.button, LABEL_LIMIT)]
    const sections = step.sections
      .filter(({ rows }) => rows.length > 0)
      .map((section) => readySection(section, links, step.next))
    return offering({
      answers: sections.flatMap(({ answers }) => answers),
      ...waysOf(step, links),
      stays: true,
      show(turn) {
        if (sections.length === 0) turn.say(text(turn))
        else
          turn.send({
            kind: 'list',
            text: text(turn) || '…',
            button: button(turn) || '…',
            sections: sections.map(({ show }) => show(turn)),
          })
      },
    })
  },
}

type ShownSection = Extract<Content, { kind: 'list' }>['sections'][number]

function readySection(section: z.output<typeof Section>, links: Links, next: string | undefined) {
  const title = readyText(section.title, LABEL_LIMIT)
  const answers = readyAnswers(section.rows, links, next)
  return {
    answers,
    show(turn: Turn): ShownSection {
      const heading = title(turn)
      return { ...(heading && { title: heading }), rows: answers.map((answer) => asChoice(answer, turn)) }
    },
  }
}

function rowsOf(step: List): Reply[] {
  return step.sections.flatMap(({ rows }) => rows)
}

function emptyButton(button: string): Fault[] {
  if (button.trim() !== '') return []
  return [{ severity: 'error', code: 'empty-label', message: 'Every button needs a label.', part: 'button' }]
}

function checkRows(step: List): Fault[] {
  const parts = step.sections.flatMap(({ rows }, at) => rows.map((_, index) => `sections/${at}/rows/${index}`))
  if (parts.length === 0) return [noReplies('sections')]
  return checkReplies(rowsOf(step), (index) => parts[index] ?? '')
}

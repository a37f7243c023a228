/** A question as its author wrote it. */
import { z } from 'zod'
import { CHOICES_LIMIT, LABEL_LIMIT, plainText } from '../../shared/messages.ts'
import { FieldName, Text, titled, way } from '../block.ts'
import { Reply } from '../block-parts/replies.ts'
import { Duration } from '../values/duration.ts'

const KINDS = {
  text: 'Any text',
  number: 'A number',
  email: 'An e-mail address',
  phone: 'A phone number',
  url: 'A web address',
  date: 'A date',
  time: 'A time',
  datetime: 'A date and a time',
  choice: 'One of some answers',
  many: 'Several of some answers',
  'yes-no': 'Yes or no',
  rating: 'Stars',
  file: 'A file',
  location: 'A place',
} as const

const KIND_NAMES = [
  'text',
  'number',
  'email',
  'phone',
  'url',
  'date',
  'time',
  'datetime',
  'choice',
  'many',
  'yes-no',
  'rating',
  'file',
  'location',
] as const satisfies ReadonlyArray<keyof typeof KINDS>

const limit = plainText(200).optional()

export type AskStep = z.output<typeof AskStep>
/** Which of the optional parts a kind of answer uses, its file says. */
export const AskStep = z
  .strictObject({
    block: z.literal('ask'),
    ...titled,
    text: Text.meta({ label: 'Question', description: 'May hold {{variables}}', control: 'long-text' }),
    kind: z.enum(KIND_NAMES).meta({ label: 'The answer is', control: 'select', options: KINDS }),
    choices: z.array(Reply).max(CHOICES_LIMIT).optional().meta({ label: 'Answers to pick from', control: 'choices' }),
    least: z.int().min(0).max(4000).optional().meta({ label: 'At least', control: 'number' }),
    most: z.int().min(1).max(4000).optional().meta({ label: 'At most', control: 'number' }),
    min: limit.meta({ label: 'Not below', description: 'May hold {{variables}}', control: 'text' }),
    max: limit.meta({ label: 'Not above', description: 'May hold {{variables}}', control: 'text' }),
    pattern: plainText(500).optional().meta({
      label: 'Pattern',
      description: 'A regular expression that fits the answer',
      control: 'text',
    }),
    order: z.enum(['dmy', 'mdy']).optional().meta({
      label: '03/04/2026 is read as',
      description: 'Left open, a date that could mean two days is asked again',
      control: 'date-order',
    }),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'is not a country code such as DE')
      .optional()
      .meta({ label: 'Country of numbers without one', control: 'phone-country' }),
    field: FieldName.optional().meta({ label: 'Keep the answer in', control: 'field' }),
    retry: Text.optional().meta({
      label: 'After a wrong answer say',
      description: 'Left empty, a sentence that fits the kind of answer is said',
      control: 'long-text',
    }),
    maxTries: z.int().min(1).max(10).default(3).meta({ label: 'Answers allowed', control: 'number' }),
    skip: plainText(LABEL_LIMIT).optional().meta({
      label: 'Button that skips the question',
      description: 'Left empty, it cannot be skipped',
      control: 'skip',
    }),
    timeout: z
      .strictObject({ after: Duration, to: way('Then go to') })
      .optional()
      .meta({
        label: 'When no answer comes',
        control: 'timeout',
      }),
    next: way('Then go to'),
    otherwise: way('When no answer was right go to'),
    skipped: way('When it is skipped go to'),
  })
  .meta({ label: 'Question', description: 'Asks, waits for the answer and keeps it' })

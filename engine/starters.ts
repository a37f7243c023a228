/** What a new bot can begin with. */
import type { Value } from '../shared/fields.ts'
import type { TemplateCategory } from '../shared/templates.ts'
import type { Flow } from './flow.ts'
import type { NamedFlow } from './pack/pack.ts'
import type { PackedField } from './pack/package.ts'
import { appointment } from './starters/appointment.ts'
import { blank } from './starters/blank.ts'
import { event } from './starters/event.ts'
import { feedback } from './starters/feedback.ts'
import { jobs } from './starters/jobs.ts'
import { newsletter } from './starters/newsletter.ts'
import { orderStatus } from './starters/order-status.ts'
import { KNOWLEDGE, questions } from './starters/questions.ts'
import { quiz, quizQuestion } from './starters/quiz.ts'
import { realEstate } from './starters/real-estate.ts'
import { restaurant } from './starters/restaurant.ts'
import { support } from './starters/support.ts'
import { welcome } from './starters/welcome.ts'

/** What the owner has to set up before all of it works; without it a person takes over, or it is left out. */
export type StarterNeed = 'ai' | 'secret' | 'e-mail' | 'business-hours'

export interface Starter {
  id: string
  name: string
  description: string
  category: TemplateCategory
  needs: readonly StarterNeed[]
  /** the main flow; where it names others, it names their keys */
  flow: Flow
  others?: readonly StarterFlow[]
  /** the fields of the bot with what they begin with, and those of bot users that have a kind */
  fields?: readonly PackedField[]
}

interface StarterFlow {
  key: string
  name: string
  flow: Flow
}

export const STARTERS: readonly Starter[] = [
  {
    id: 'welcome',
    name: 'Welcome and lead capture',
    description: 'Greets visitors, asks who they are and what they need, and hands them to your team.',
    category: 'sales',
    needs: ['business-hours'],
    flow: welcome,
  },
  {
    id: 'questions',
    name: 'Frequently asked questions',
    description: 'Answers what people ask most, and brings in a person for the rest.',
    category: 'support',
    needs: ['ai'],
    flow: questions,
    fields: [ofBot('knowledge', 'text', 'What the AI knows and may answer from', KNOWLEDGE)],
  },
  {
    id: 'appointment',
    name: 'Appointments',
    description: 'Books an appointment, confirms it by e-mail, reminds of it, and lets people move or cancel it.',
    category: 'bookings',
    needs: ['e-mail'],
    flow: appointment,
    fields: [
      ofBot('first_time', 'text', 'The first appointment of a day', '09:00'),
      ofBot('last_time', 'text', 'The last appointment of a day', '17:00'),
    ],
  },
  {
    id: 'order-status',
    name: 'Order status',
    description: 'Looks up an order in your shop and tells where it is.',
    category: 'orders',
    needs: ['secret'],
    flow: orderStatus,
  },
  {
    id: 'feedback',
    name: 'Feedback with rating',
    description: 'Asks for one to five stars and a word about why, and follows up where it went wrong.',
    category: 'feedback',
    needs: [],
    flow: feedback,
    fields: [
      ofUser('rating', 'number', 'Stars, 1 to 5'),
      ofBot('review_link', 'text', 'Where people write a public review'),
    ],
  },
  {
    id: 'restaurant',
    name: 'Restaurant',
    description: 'Shows the menu, books tables, and tells when you are open and where to find you.',
    category: 'food',
    needs: ['business-hours'],
    flow: restaurant,
    fields: [
      ofBot(
        'opening_hours',
        'text',
        'When you are open, in words',
        'Tuesday to Sunday from 17:30, lunch Tuesday to Friday',
      ),
      ofBot('first_table', 'text', 'From when tables can be booked', '17:30'),
      ofBot('last_table', 'text', 'Until when tables can be booked', '21:30'),
      ofBot('largest_table', 'text', 'For how many guests people can book by themselves', '8'),
      ofUser('guests', 'number', 'For how many guests the table is'),
    ],
  },
  {
    id: 'support',
    name: 'Support with handover',
    description: 'Finds out what the problem is, collects what your team needs, and hands over to whoever is there.',
    category: 'support',
    needs: ['business-hours'],
    flow: support,
  },
  {
    id: 'event',
    name: 'Event registration',
    description: 'Registers guests while seats are left, gives ticket numbers, and keeps a waiting list.',
    category: 'events',
    needs: ['e-mail'],
    flow: event,
    fields: [
      ofBot('event_name', 'text', 'What the event is called', 'Open House'),
      ofBot('event_time', 'text', 'When it is, in words', 'Thursday at 18:00'),
      ofBot('seats_left', 'number', 'Seats that are left', '40'),
      ofBot('last_ticket', 'number', 'The number of the last ticket', '1000'),
      ofBot('calendar_link', 'text', 'Where people add it to their calendar'),
    ],
  },
  {
    id: 'quiz',
    name: 'Quiz',
    description: 'Five questions, a score, a result for each, and another round.',
    category: 'learning',
    needs: [],
    flow: quiz,
    others: [{ key: 'put-a-question', name: 'Put a question', flow: quizQuestion }],
    fields: [
      ofUser('score', 'number', 'Points of the last game'),
      ofUser('best_score', 'number', 'Points of the best game'),
    ],
  },
  {
    id: 'newsletter',
    name: 'Newsletter',
    description: 'Subscribes people once they have confirmed their e-mail address by a code, and unsubscribes them.',
    category: 'marketing',
    needs: ['e-mail'],
    flow: newsletter,
  },
  {
    id: 'real-estate',
    name: 'Real-estate viewings',
    description: 'Finds out what home people look for, shows some, arranges a viewing, and scores the lead.',
    category: 'real-estate',
    needs: ['e-mail'],
    flow: realEstate,
    fields: [
      ofBot('home_1_title', 'text', 'The first home', 'Flat with balcony'),
      ofBot('home_1_text', 'text', 'About the first home', '3 rooms, 78 m², quiet side street'),
      ofBot('home_1_picture', 'text', 'Address of a picture of the first home'),
      ofBot('home_2_title', 'text', 'The second home', 'House with garden'),
      ofBot('home_2_text', 'text', 'About the second home', '5 rooms, 140 m², ten minutes from the station'),
      ofBot('home_2_picture', 'text', 'Address of a picture of the second home'),
      ofUser('budget', 'number', 'What they can spend'),
      ofUser('lead_score', 'number', 'How serious it is, 0 to 100'),
    ],
  },
  {
    id: 'jobs',
    name: 'Job applications',
    description: 'Takes applications with CV, start date and salary, tells your team, and thanks the applicant.',
    category: 'jobs',
    needs: ['e-mail'],
    flow: jobs,
    fields: [
      ofUser('fit', 'number', 'How well the job fits, 1 to 5'),
      ofUser('salary', 'number', 'Yearly salary in mind'),
      ofUser('start_date', 'date', 'When they could start'),
    ],
  },
  {
    id: 'blank',
    name: 'Blank (says hello)',
    description: 'Says hello and leaves the rest to you.',
    category: 'other',
    needs: [],
    flow: blank,
  },
]

/** All flows of a starter, the main one first, under their keys. */
export function flowsOf({ flow, others = [] }: Pick<Starter, 'flow' | 'others'>): NamedFlow[] {
  return [
    { id: 'main', name: 'Main', isMain: true, flow },
    ...others.map(({ key, name, flow }) => ({ id: key, name, isMain: false, flow })),
  ]
}

/** What the fields of the bot begin with. */
export function botFieldsOf({ fields = [] }: Pick<Starter, 'fields'>): Record<string, Value> {
  const filled = fields.flatMap(({ scope, name, kind, value }): Array<[string, Value]> => {
    if (scope !== 'bot' || value === undefined) return []
    return [[name, kind === 'number' ? Number(value) : value]]
  })
  return Object.fromEntries(filled)
}

function ofBot(name: string, kind: PackedField['kind'], description: string, value?: string): PackedField {
  return { scope: 'bot', name, kind, description, ...(value !== undefined && { value }) }
}

function ofUser(name: string, kind: PackedField['kind'], description: string): PackedField {
  return { scope: 'user', name, kind, description }
}

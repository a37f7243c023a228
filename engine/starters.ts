/** What a new bot can begin with. */
import type { Flow } from './flow.ts'
import { blank } from './starters/blank.ts'
import { feedback } from './starters/feedback.ts'
import { questions } from './starters/questions.ts'
import { welcome } from './starters/welcome.ts'

export interface Starter {
  id: string
  name: string
  description: string
  flow: Flow
}

export const STARTERS: readonly Starter[] = [
  {
    id: 'welcome',
    name: 'Welcome and lead capture',
    description: 'Greets visitors, asks who they are and what they need, and hands them to your team.',
    flow: welcome,
  },
  {
    id: 'questions',
    name: 'Frequently asked questions',
    description: 'Answers what people ask most, and brings in a person for the rest.',
    flow: questions,
  },
  {
    id: 'feedback',
    name: 'Feedback with rating',
    description: 'Asks for one to five stars and a word about why, and follows up where it went wrong.',
    flow: feedback,
  },
  { id: 'blank', name: 'Blank (says hello)', description: 'Says hello and leaves the rest to you.', flow: blank },
]

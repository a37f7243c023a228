/** A quiz of five questions with a score; every question is put by the same sub-flow. */
import type { Step } from '../blocks/blocks.ts'
import type { Flow } from '../flow.ts'
import { PERSON, said } from './keywords.ts'

interface Question {
  ask: string
  answers: [string, string, string]
  right: string
  why: string
}

const QUESTIONS: Question[] = [
  {
    ask: 'Which planet has the shortest day?',
    answers: ['Mars', 'Jupiter', 'Earth'],
    right: 'Jupiter',
    why: 'Jupiter turns once in less than ten hours.',
  },
  {
    ask: 'How many hearts does an octopus have?',
    answers: ['One', 'Two', 'Three'],
    right: 'Three',
    why: 'Two are for the gills and one for the rest of the body.',
  },
  {
    ask: 'Which of these was there first?',
    answers: ['The fax machine', 'The telephone', 'The radio'],
    right: 'The fax machine',
    why: 'The first one was patented in 1843, 33 years before the telephone.',
  },
  {
    ask: 'Which ocean is the largest?',
    answers: ['The Atlantic', 'The Pacific', 'The Indian Ocean'],
    right: 'The Pacific',
    why: 'The Pacific is larger than all land together.',
  },
  {
    ask: 'What keeps for thousands of years without going bad?',
    answers: ['Honey', 'Rice', 'Dark chocolate'],
    right: 'Honey',
    why: 'Honey from old Egyptian tombs can still be eaten.',
  },
]

export const quiz: Flow = {
  start: 'hello',
  entries: [
    { kind: 'welcome', id: 'first-visit', to: 'hello' },
    { kind: 'default-reply', id: 'other-words', to: 'hello' },
    { kind: 'ref', id: 'challenge', ref: 'challenge', to: 'hello' },
    said('again', 'reset', ['again', 'play', 'play again', 'start over']),
    said('stop', 'goodbye', ['stop', 'quit']),
    said('person', 'to-team', PERSON),
  ],
  steps: {
    hello: {
      block: 'ask',
      title: 'Hello',
      text: 'Hello {{USER_FIRST_NAME | default: "there"}}. Five short questions, one point each. Your best so far: {{best_score | default: "0"}}. Ready?',
      kind: 'yes-no',
      choices: [
        { id: 'yes', label: 'Let us play', next: 'reset' },
        { id: 'no', label: 'Later', next: 'goodbye' },
      ],
      maxTries: 2,
      otherwise: 'goodbye',
    },
    reset: { block: 'compute', title: 'Score to zero', field: 'score', formula: '0', next: 'question-1' },
    ...Object.fromEntries(QUESTIONS.flatMap(stepsOf)),
    'keep-best': {
      block: 'compute',
      title: 'Best score',
      field: 'best_score',
      formula: 'max(best_score, score)',
      next: 'track-score',
    },
    'track-score': {
      block: 'track',
      title: 'Count the game',
      name: 'quiz played',
      data: [{ name: 'score', value: '{{score}}' }],
      next: 'which-result',
    },
    'which-result': {
      block: 'switch',
      title: 'How well?',
      value: '{{score}}',
      cases: [
        { id: 'all', is: '5', next: 'perfect' },
        { id: 'four', is: '4', next: 'good' },
        { id: 'three', is: '3', next: 'good' },
      ],
      otherwise: 'room',
    },
    perfect: {
      block: 'say',
      title: 'All right',
      text: 'Five of five. There is nothing left to teach you.',
      next: 'tag-expert',
    },
    'tag-expert': { block: 'tag', title: 'Tag as expert', change: 'add', tag: 'quiz expert', next: 'has-link' },
    good: {
      block: 'say',
      title: 'Good',
      text: '{{score}} of 5, well done. Nearly there.',
      next: 'has-link',
    },
    room: {
      block: 'say',
      title: 'Room to grow',
      text: '{{score}} of 5. Now you know the answers, so the next round will be better.',
      next: 'has-link',
    },
    'has-link': {
      block: 'decide',
      title: 'Can it be shared?',
      when: { match: 'all', rules: [{ name: 'CHAT_LINK', operator: 'is-set' }] },
      next: 'share',
      otherwise: 'once-more',
    },
    share: {
      block: 'buttons',
      title: 'Share and play again',
      text: 'Do you know somebody who can beat {{score}} of 5? Send them the link.',
      buttons: [
        { kind: 'link', label: 'Open the quiz to share', url: '{{CHAT_LINK}}' },
        { kind: 'reply', id: 'again', label: 'Play again', next: 'reset' },
        { kind: 'reply', id: 'done', label: 'That is all', next: 'goodbye' },
      ],
      otherwise: 'goodbye',
    },
    'once-more': {
      block: 'quick-replies',
      title: 'Once more?',
      text: 'Once more?',
      choices: [
        { id: 'again', label: 'Play again', next: 'reset' },
        { id: 'done', label: 'That is all', next: 'goodbye' },
      ],
      otherwise: 'goodbye',
    },
    goodbye: {
      block: 'say',
      title: 'Goodbye',
      text: 'Thanks for stopping by. Write “play” whenever you like another round.',
      next: 'end',
    },
    'to-team': {
      block: 'hand-over',
      title: 'To the team',
      text: 'A colleague will write to you here.',
      note: 'From the quiz. Last words: {{LAST_INPUT}}',
    },
    end: { block: 'end' },
  },
}

/** Puts one question, and gives back how many points the answer earned. */
export const quizQuestion: Flow = {
  start: 'put',
  inputs: [
    { name: 'number', kind: 'number' },
    { name: 'question', kind: 'text' },
    { name: 'a', kind: 'text' },
    { name: 'b', kind: 'text' },
    { name: 'c', kind: 'text' },
    { name: 'right', kind: 'text' },
    { name: 'why', kind: 'text' },
  ],
  outputs: [{ name: 'points', kind: 'number' }],
  steps: {
    put: {
      block: 'ask',
      title: 'The question',
      text: 'Question {{input.number}} of 5: {{input.question}}',
      kind: 'choice',
      choices: [
        { id: 'a', label: '{{input.a}}' },
        { id: 'b', label: '{{input.b}}' },
        { id: 'c', label: '{{input.c}}' },
      ],
      field: 'quiz_answer',
      retry: 'Please pick one of the three.',
      maxTries: 3,
      next: 'is-right',
      otherwise: 'wrong',
    },
    'is-right': {
      block: 'decide',
      title: 'Right?',
      when: { match: 'all', rules: [{ name: 'quiz_answer', operator: 'is', value: '{{input.right}}' }] },
      next: 'right',
      otherwise: 'wrong',
    },
    right: { block: 'say', title: 'Right', text: 'Right. {{input.why}}', next: 'one-point' },
    wrong: { block: 'say', title: 'Wrong', text: 'It is: {{input.right}}. {{input.why}}', next: 'no-point' },
    'one-point': { block: 'return', title: 'One point', outputs: [{ name: 'points', value: '1' }] },
    'no-point': { block: 'return', title: 'No point', outputs: [{ name: 'points', value: '0' }] },
  },
}

function stepsOf({ ask, answers: [a, b, c], right, why }: Question, index: number): Array<[string, Step]> {
  const number = index + 1
  const next = number === QUESTIONS.length ? 'keep-best' : `question-${number + 1}`
  const given = { number: String(number), question: ask, a, b, c, right, why }
  return [
    [
      `question-${number}`,
      {
        block: 'call-flow',
        title: `Question ${number}`,
        flow: 'put-a-question',
        inputs: Object.entries(given).map(([name, value]) => ({ name, value })),
        save: [{ name: 'points', field: 'points' }],
        next: `score-${number}`,
      },
    ],
    [
      `score-${number}`,
      { block: 'compute', title: `Points for ${number}`, field: 'score', formula: 'score + points', next },
    ],
  ]
}

/** Who and what the sample data tell of: the named world of the tests, with customers enough for a month. */

/** People of the two workspaces; whoever asks for the samples is one more owner of Acme, and an admin of Globex. */
export const COLLEAGUES = {
  acme: [
    { name: 'Olga Brandt', role: 'owner' },
    { name: 'Adam Okafor', role: 'admin' },
    { name: 'Mia Sørensen', role: 'member' },
  ],
  globex: [
    { name: 'Rex Laurent', role: 'owner' },
    { name: 'Uma Iyer', role: 'member' },
  ],
} as const

export const BOTS = [
  { workspace: 'acme', name: 'Ada', starter: 'welcome', kind: 'omni', contacts: 120, accent: '#0F766E' },
  { workspace: 'acme', name: 'Feedback', starter: 'feedback', kind: 'page', contacts: 40, accent: '#7C3AED' },
  { workspace: 'globex', name: 'Globex Help', starter: 'questions', kind: 'omni', contacts: 40, accent: '#1D4ED8' },
] as const

const FIRST = [
  'Lena',
  'Tomás',
  'Aisha',
  'Ben',
  'Chiara',
  'Daniel',
  'Elif',
  'Felix',
  'Grace',
  'Hugo',
  'Ines',
  'Jonas',
  'Kemi',
  'Luca',
  'Maya',
  'Nils',
  'Oksana',
  'Pablo',
  'Quinn',
  'Rosa',
]
const LAST = ['Ahmed', 'Berg', 'Costa', 'Dubois', 'Evans', 'Fischer', 'García', 'Haas', 'Ito', 'Jansen']

/** 200 different names. */
export function customerName(index: number): string {
  return `${FIRST[index % FIRST.length]} ${LAST[Math.floor(index / FIRST.length) % LAST.length]}`
}

/** What customers say where a bot asks for words. */
export const WORDS = [
  'Do you deliver to Austria as well, and how long does it take?',
  'My order arrived with a broken lid. Could you send a new one?',
  'I would need about forty pieces for our office.',
  'Which of the two sizes fits a small kitchen?',
  'Can I still change the delivery address?',
  'I was charged twice, I think. Could somebody have a look?',
  'Is the blue one coming back into stock?',
  'Quick and friendly, thank you.',
  'The parcel was late, but the product is great.',
  'Everything went well, I will order again.',
] as const

/** What colleagues answer. */
export const ANSWERS = [
  'Hi, this is {name}. I am looking into it right now.',
  'Yes, we deliver to Austria; it takes two to three working days.',
  'I am sorry about that. A new one leaves our warehouse today, at no cost for you.',
  'I have changed the address. Anything else I can do for you?',
  'Here is the offer for forty pieces; it is valid for two weeks.',
] as const

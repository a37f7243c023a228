/** Shows the menu, books a table, tells the opening hours and the way of a restaurant. */
import type { Flow } from '../flow.ts'
import { mentioned, PERSON, said } from './keywords.ts'
import { tableSteps } from './restaurant-table.ts'

export const restaurant: Flow = {
  start: 'hello',
  entries: [
    { kind: 'welcome', id: 'first-visit', to: 'hello' },
    { kind: 'default-reply', id: 'other-words', to: 'main-menu' },
    { kind: 'ref', id: 'table-link', ref: 'table', to: 'ask-guests' },
    said('menu', 'dishes', ['menu', 'the menu', 'food']),
    said('start', 'main-menu', ['start', 'back', 'start over']),
    said('book', 'ask-guests', ['book', 'table', 'book a table', 'reservation']),
    said('cancel', 'cancel-table', ['cancel', 'cancel booking', 'cancel my table']),
    said('person', 'to-team', PERSON),
    mentioned('hours', 'hours', ['opening hours', 'open today', 'when are you open']),
    mentioned('way', 'way', ['your address', 'where are you', 'parking']),
  ],
  steps: {
    hello: {
      block: 'say',
      title: 'Hello',
      text: 'Hello {{USER_FIRST_NAME | default: "there"}}, welcome to {{WORKSPACE_NAME}}.',
      next: 'main-menu',
    },
    'main-menu': {
      block: 'ask',
      title: 'What may it be?',
      text: 'What can I do for you?',
      kind: 'choice',
      choices: [
        { id: 'menu', label: 'See the menu', next: 'dishes' },
        { id: 'table', label: 'Book a table', next: 'ask-guests' },
        { id: 'hours', label: 'Opening hours', next: 'hours' },
        { id: 'way', label: 'How to find us', next: 'way' },
        { id: 'person', label: 'Talk to us', next: 'to-team' },
      ],
      retry: 'Please pick one of these, or “Talk to us” for anything else.',
      maxTries: 3,
      otherwise: 'to-team',
    },
    dishes: {
      block: 'carousel',
      title: 'Menus',
      cards: [
        {
          title: 'Lunch',
          text: 'Tuesday to Friday, 12:00 to 14:30. Two courses 18, three courses 23.',
          buttons: [{ kind: 'reply', id: 'lunch', label: 'See lunch', next: 'lunch' }],
        },
        {
          title: 'Dinner',
          text: 'Seasonal plates to share, and our classics.',
          buttons: [{ kind: 'reply', id: 'dinner', label: 'See dinner', next: 'dinner' }],
        },
        {
          title: 'Drinks',
          text: 'Wine from small makers, and something without alcohol.',
          buttons: [{ kind: 'reply', id: 'drinks', label: 'See drinks', next: 'drinks' }],
        },
      ],
      otherwise: 'main-menu',
    },
    lunch: {
      block: 'list',
      title: 'Lunch',
      text: 'Lunch this week. Pick a dish to look forward to.',
      button: 'Show dishes',
      sections: [
        {
          title: 'To begin',
          rows: [
            { id: 'soup', label: 'Tomato soup', description: 'Basil oil, toasted bread. Vegan' },
            { id: 'salad', label: 'Green salad', description: 'Seeds, mustard dressing. Vegan' },
          ],
        },
        {
          title: 'Then',
          rows: [
            { id: 'gnocchi', label: 'Gnocchi', description: 'Sage butter, parmesan. Vegetarian' },
            { id: 'trout', label: 'Trout', description: 'Potatoes, dill, lemon' },
          ],
        },
      ],
      field: 'favourite_dish',
      next: 'picked',
      otherwise: 'main-menu',
    },
    dinner: {
      block: 'list',
      title: 'Dinner',
      text: 'Dinner this week. Pick a dish to look forward to.',
      button: 'Show dishes',
      sections: [
        {
          title: 'To share',
          rows: [
            { id: 'beetroot', label: 'Beetroot', description: 'Goat cheese, walnuts, 11. Vegetarian' },
            { id: 'tartare', label: 'Beef tartare', description: 'Capers, rye bread, 15' },
          ],
        },
        {
          title: 'Classics',
          rows: [
            { id: 'risotto', label: 'Mushroom risotto', description: '19. Vegan on request' },
            { id: 'lamb', label: 'Braised lamb', description: 'Beans, rosemary, 27' },
          ],
        },
      ],
      field: 'favourite_dish',
      next: 'picked',
      otherwise: 'main-menu',
    },
    drinks: {
      block: 'list',
      title: 'Drinks',
      text: 'A few of our drinks.',
      button: 'Show drinks',
      sections: [
        {
          rows: [
            { id: 'white', label: 'White of the house', description: 'Dry, 6 a glass' },
            { id: 'red', label: 'Red of the house', description: 'Full, 7 a glass' },
            { id: 'spritz', label: 'Elderflower spritz', description: 'Without alcohol, 5' },
          ],
        },
      ],
      field: 'favourite_dish',
      next: 'picked',
      otherwise: 'main-menu',
    },
    picked: {
      block: 'quick-replies',
      title: 'Good choice',
      text: '{{favourite_dish}}, a good choice. Shall I keep a table for you?',
      choices: [
        { id: 'table', label: 'Book a table', next: 'ask-guests' },
        { id: 'menu', label: 'Back to the menu', next: 'dishes' },
        { id: 'no', label: 'Not now', next: 'goodbye' },
      ],
      otherwise: 'main-menu',
    },
    hours: {
      block: 'hours',
      title: 'Open now?',
      hours: 'workspace',
      next: 'open-now',
      otherwise: 'closed-now',
    },
    'open-now': {
      block: 'say',
      title: 'Open',
      text: 'We are open right now. In general: {{bot.opening_hours | default: "see our website"}}.',
      next: 'main-menu',
    },
    'closed-now': {
      block: 'say',
      title: 'Closed',
      text: 'We are closed at the moment. In general: {{bot.opening_hours | default: "see our website"}}.',
      next: 'main-menu',
    },
    way: {
      block: 'location',
      title: 'On the map',
      latitude: 52.52,
      longitude: 13.405,
      name: '{{WORKSPACE_NAME}}',
      address: '12 Market Street',
      next: 'parking',
    },
    parking: {
      block: 'say',
      title: 'Parking',
      text: 'The tram stops in front of the door, and there is parking behind the house.',
      next: 'main-menu',
    },
    goodbye: {
      block: 'say',
      title: 'Goodbye',
      text: 'See you soon. Write “book” whenever you are hungry.',
      next: 'end',
    },
    ...tableSteps,
    'to-team': {
      block: 'hand-over',
      title: 'To the team',
      text: 'One of us will write to you here in a moment.',
      note: 'Guests: {{guests | default: "?"}}, date: {{table_date | default: "?"}}, time: {{table_time | default: "?"}}, name: {{name | default: "?"}}. Last words: {{LAST_INPUT}}',
    },
    end: { block: 'end' },
  },
}

/** The small flows that show what a bot can say, and what people can tap. */
import type { Scripted } from './scripted.ts'

export const SAYING: Readonly<Record<string, Scripted>> = {
  media: {
    main: {
      start: 'ask',
      steps: {
        ask: { block: 'ask', text: 'Address?', kind: 'text', field: 'url', maxTries: 3, next: 'image' },
        image: { block: 'image', url: '{{url}}', text: 'For {{USER_FIRST_NAME}}', next: 'video' },
        video: { block: 'video', url: 'https://media.example/tour.mp4', next: 'audio' },
        audio: { block: 'audio', url: 'https://media.example/{{USER_CHANNEL}}.mp3', text: '', next: 'file' },
        file: { block: 'file', url: '{{url}}', name: 'Invoice of {{USER_NAME}}.pdf' },
      },
    },
  },
  location: {
    main: {
      start: 'shop',
      steps: {
        shop: { block: 'location', latitude: 52.52, longitude: 13.405, name: '{{WORKSPACE_NAME}}', next: 'yours' },
        yours: { block: 'location', latitude: '{{home.latitude}}', longitude: '{{home.longitude}}', address: 'Home' },
      },
    },
  },
  template: {
    main: {
      start: 'ask',
      steps: {
        ask: { block: 'ask', text: 'Which one?', kind: 'text', field: 'which', maxTries: 3, next: 'fixed' },
        fixed: {
          block: 'template',
          template: 'order_update',
          language: 'en_US',
          parameters: '{{USER_FIRST_NAME}}\n\n{{which}}',
          text: 'Hello {{USER_FIRST_NAME}}, about {{which}}',
          next: 'own',
        },
        own: { block: 'template', template: '{{which}}', language: 'en', text: 'Or this one' },
      },
    },
  },
  typing: {
    main: {
      start: 'first',
      steps: {
        first: { block: 'typing', seconds: 2, next: 'more' },
        more: { block: 'typing', seconds: 1.5, next: 'say' },
        say: { block: 'say', text: 'I had to think.', next: 'again' },
        again: { block: 'say', text: 'Not any more.' },
      },
    },
  },
  buttons: {
    main: {
      start: 'menu',
      steps: {
        menu: {
          block: 'buttons',
          text: 'What shall it be, {{name | default: "friend"}}?',
          buttons: [
            { kind: 'reply', id: 'prices', label: 'Prices', next: 'prices' },
            { kind: 'reply', id: 'hours', label: 'Hours for {{name | default: "you"}}' },
            { kind: 'link', label: 'Our shop', url: '{{shop | default: "https://shop.example/"}}' },
            { kind: 'call', label: 'Call us', phone: '{{line | default: "+49 30 1234567"}}' },
          ],
          field: 'topic',
          next: 'hours',
        },
        prices: { block: 'say', text: 'All for 5.', next: 'more' },
        hours: { block: 'say', text: 'Always, and {{topic}}.', next: 'more' },
        more: { block: 'ask', text: 'What else?', kind: 'text', maxTries: 3, next: 'thanks' },
        thanks: { block: 'say', text: 'Thanks for “{{LAST_INPUT}}”.' },
      },
    },
  },
  links: {
    main: {
      start: 'links',
      steps: {
        links: {
          block: 'buttons',
          text: 'See for yourself:',
          buttons: [
            { kind: 'link', label: 'Shop', url: 'https://shop.example/{{plan}}' },
            { kind: 'link', label: 'Yours', url: '{{site}}' },
            { kind: 'call', label: 'Ring', phone: '{{site}}' },
          ],
          next: 'bye',
        },
        bye: { block: 'say', text: 'Bye.' },
      },
    },
  },
  'quick-replies': {
    main: {
      start: 'mood',
      steps: {
        mood: {
          block: 'quick-replies',
          text: 'How are you?',
          choices: [
            { id: 'good', label: 'Good', next: 'glad' },
            { id: 'bad', label: 'Not so good' },
          ],
          field: 'mood',
          next: 'sorry',
          otherwise: 'else',
        },
        glad: { block: 'say', text: 'Glad to hear it.', next: 'again' },
        sorry: { block: 'say', text: 'Sorry to hear “{{mood}}”.', next: 'again' },
        else: { block: 'say', text: 'I see: {{LAST_INPUT}}.', next: 'again' },
        again: { block: 'quick-replies', text: 'Again?', choices: [{ id: 'yes', label: 'Yes', next: 'mood' }] },
      },
    },
  },
  card: {
    main: {
      start: 'offer',
      steps: {
        offer: {
          block: 'card',
          cardTitle: 'Tea for {{USER_FIRST_NAME}}',
          text: '{{offer}}',
          image: '{{picture}}',
          buttons: [
            { kind: 'reply', id: 'buy', label: 'Buy', next: 'bought' },
            { kind: 'link', label: '', url: 'https://shop.example/tea' },
          ],
          field: 'picked',
          otherwise: 'no',
        },
        bought: { block: 'say', text: 'Yours ({{picked}}).', next: 'plain' },
        no: { block: 'say', text: 'Another time.', next: 'plain' },
        plain: {
          block: 'card',
          cardTitle: '{{unknown}}',
          text: 'A card without a button goes on.',
          buttons: [],
          next: 'none',
        },
        none: { block: 'card', cardTitle: '{{unknown}}', buttons: [], next: 'end' },
        end: { block: 'say', text: 'That was all.' },
      },
    },
  },
  carousel: {
    main: {
      start: 'shelf',
      steps: {
        shelf: {
          block: 'carousel',
          cards: [
            { title: 'Shirt', text: '20', buttons: [{ kind: 'reply', id: 'shirt', label: 'Buy', next: 'shirt' }] },
            {
              title: 'Shoes',
              image: 'https://shop.example/s.png',
              buttons: [{ kind: 'reply', id: 'shoes', label: 'Buy' }],
            },
          ],
          next: 'shoes',
        },
        shirt: { block: 'say', text: 'A shirt.' },
        shoes: { block: 'say', text: 'Shoes.' },
      },
    },
  },
  list: {
    main: {
      start: 'menu',
      steps: {
        menu: {
          block: 'list',
          text: 'The menu of {{WORKSPACE_NAME}}',
          button: 'Open',
          sections: [
            {
              title: 'Hot',
              rows: [
                { id: 'soup', label: 'Soup', description: 'of the day', next: 'soup' },
                { id: 'stew', label: 'Stew' },
              ],
            },
            { rows: [{ id: 'salad', label: 'Salad {{name}}' }] },
          ],
          field: 'dish',
          next: 'other',
          otherwise: 'help',
        },
        soup: { block: 'say', text: 'Soup it is.' },
        other: { block: 'say', text: '{{dish}}, very well.' },
        help: { block: 'hand-over', text: 'I will ask the cook.' },
      },
    },
  },
  'hostile-texts': {
    main: {
      start: 'ask',
      steps: {
        ask: { block: 'ask', text: 'Your name?', kind: 'text', field: 'name', maxTries: 3, next: 'image' },
        image: { block: 'image', url: 'https://media.example/{{name}}', text: '{{name}}', next: 'buttons' },
        buttons: {
          block: 'buttons',
          text: '{{name}}',
          buttons: [
            { kind: 'reply', id: 'me', label: '{{name}}' },
            { kind: 'link', label: '{{name}}', url: '{{name}}' },
          ],
          next: 'card',
        },
        card: {
          block: 'card',
          cardTitle: '{{name}}',
          image: '{{name}}',
          buttons: [{ kind: 'link', label: 'Site', url: '{{name}}' }],
        },
      },
    },
  },
}

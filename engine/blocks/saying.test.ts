/** What is found wrong with steps that say something, before anyone meets them. */
import { describe, expect, it } from 'vitest'
import { blockOf, Step } from './blocks.ts'

const reply = (id: string, label: string) => ({ kind: 'reply', id, label })

describe('the check of a step that says something', () => {
  it.each([
    [{ block: 'image', url: '' }, ['error empty-address url']],
    [{ block: 'video', url: 'javascript:alert(1)' }, ['error wrong-address url']],
    [{ block: 'audio', url: '{{voice}}' }, []],
    [{ block: 'file', url: 'https://media.example/a.pdf' }, []],
    [{ block: 'location', latitude: 91, longitude: '{{x}}' }, ['error wrong-degrees latitude']],
    [
      { block: 'location', latitude: ' ', longitude: 'east' },
      ['error wrong-degrees latitude', 'error wrong-degrees longitude'],
    ],
    [{ block: 'template', template: 'order_update', language: 'en_US', text: 'Hi' }, []],
    [
      { block: 'template', template: 'Order update', language: 'English', text: '' },
      ['error wrong-template template', 'error wrong-language language', 'error empty-text text'],
    ],
    [{ block: 'typing', seconds: 3 }, []],
    [{ block: 'buttons', text: '', buttons: [] }, ['error empty-text text', 'error no-choices buttons']],
    [
      { block: 'buttons', text: 'Hi', buttons: [reply('a', ' '), { kind: 'link', label: '', url: 'shop' }] },
      ['error empty-label buttons/1/label', 'error wrong-address buttons/1/url', 'error empty-label buttons/0/label'],
    ],
    [
      { block: 'buttons', text: 'Hi', buttons: [{ kind: 'call', label: 'Call', phone: 'me' }] },
      ['error wrong-phone buttons/0/phone'],
    ],
    [
      {
        block: 'quick-replies',
        text: 'Hi',
        choices: [
          { id: 'a', label: 'A' },
          { id: 'a', label: ' a' },
        ],
      },
      ['error same-choice-id choices/1/id', 'warning same-label choices/1/label'],
    ],
    [{ block: 'quick-replies', text: 'Hi', choices: [] }, ['error no-choices choices']],
    [
      { block: 'card', cardTitle: ' ', image: 'picture.png', buttons: [] },
      ['error empty-title cardTitle', 'error wrong-address image'],
    ],
    [{ block: 'carousel', cards: [] }, ['error no-cards cards']],
    [
      {
        block: 'carousel',
        cards: [
          { title: 'A', buttons: [reply('buy', 'Buy')] },
          { title: 'B', buttons: [reply('buy', 'Buy')] },
        ],
      },
      ['error same-choice-id cards/1/buttons/0/id'],
    ],
    [
      { block: 'list', text: 'Hi', button: '', sections: [{ rows: [] }] },
      ['error empty-label button', 'error no-choices sections'],
    ],
    [
      { block: 'list', text: 'Hi', button: 'Open', sections: [{ rows: [] }, { rows: [{ id: 'a', label: '' }] }] },
      ['error empty-label sections/1/rows/0/label'],
    ],
  ])('finds in %j what is wrong', (step, faults) => {
    expect(faultsOf(step)).toEqual(faults)
  })
})

describe('a step that says something', () => {
  it.each([
    ['buttons with an answer', { block: 'buttons', text: 'Hi', buttons: [reply('a', 'A')] }, true],
    [
      'buttons that only lead away',
      { block: 'buttons', text: 'Hi', buttons: [{ kind: 'call', label: 'A', phone: '1' }] },
      false,
    ],
    ['a card without buttons', { block: 'card', cardTitle: 'A', buttons: [] }, false],
    ['a carousel with an answer', { block: 'carousel', cards: [{ title: 'A', buttons: [reply('a', 'A')] }] }, true],
    ['an empty list', { block: 'list', text: 'Hi', button: 'Open', sections: [] }, false],
  ])('waits where it has to: %s', (_name, step, isWaiting) => {
    const read = Step.parse(step)
    const { waits } = blockOf(read)
    expect(typeof waits === 'function' ? waits(read) : waits).toBe(isWaiting)
  })
})

function faultsOf(step: unknown): string[] {
  const read = Step.parse(step)
  return blockOf(read)
    .check(read)
    .map(({ severity, code, part }) => `${severity} ${code} ${part}`)
}

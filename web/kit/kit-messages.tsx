/** Messages of every kind, as live chat and the test panel show them. */
import { SimpleGrid, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Incoming } from '../../shared/messages.ts'
import { ContentView, type Said } from './content.tsx'

const PICTURE = `${window.location.origin}/favicon.svg`

const SAMPLES: Said[] = [
  { kind: 'text', text: '*Bold*, _italic_, ~struck~, `code`, https://acme.test and [a label](https://acme.test/shop)' },
  {
    kind: 'text',
    text: 'Buttons stay, quick replies go away',
    buttons: [
      { kind: 'reply', id: 'a', label: 'Order status' },
      { kind: 'link', label: 'Our website', url: 'https://acme.test' },
      { kind: 'call', label: 'Call us', phone: '+49 40 1234' },
    ],
    choices: [
      { id: 'tea', label: 'Tea' },
      { id: 'coffee', label: 'Coffee' },
    ],
  },
  { kind: 'image', url: PICTURE, text: 'A picture with its *caption*' },
  { kind: 'file', url: 'https://acme.test/offer.pdf', name: 'offer.pdf', size: 1_234_567 },
  { kind: 'location', latitude: 53.5438, longitude: 9.9681, name: 'Acme', address: 'Am Sandtorkai 1, Hamburg' },
  {
    kind: 'cards',
    cards: ['Red', 'Blue', 'Green'].map((title) => ({
      title: `${title} shoe`,
      text: 'From 49 €',
      image: PICTURE,
      buttons: [{ kind: 'reply', id: title, label: 'Choose' }],
    })),
  },
  {
    kind: 'list',
    text: 'What is it about?',
    button: 'Choose a topic',
    sections: [{ title: 'Orders', rows: [{ id: 'where', label: 'Where is my order?', description: 'By its number' }] }],
  },
  { kind: 'text', text: 'How was it?', input: { kind: 'rating', most: 5 } },
  {
    kind: 'text',
    text: 'Pick one or two',
    input: { kind: 'many', least: 1, most: 2 },
    choices: ['Tea', 'Cake', 'Water'].map((label) => ({ id: label, label })),
  },
]

export function Messages() {
  const [tapped, setTapped] = useState<Incoming | null>(null)
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
        {SAMPLES.map((content) => (
          <Stack key={JSON.stringify(content)} align="flex-start">
            <ContentView content={content} onTap={setTapped} />
          </Stack>
        ))}
        <Stack align="flex-end">
          <ContentView content={{ kind: 'text', text: 'What a *member* says' }} look="member" />
        </Stack>
        <Stack align="flex-start">
          <ContentView content={{ kind: 'choices', ids: ['t', 'c'], labels: ['Tea', 'Cake'] }} look="contact" />
        </Stack>
      </SimpleGrid>
      <Text size="sm" c="dimmed" role="status">
        {tapped ? JSON.stringify(tapped) : 'Tap an answer'}
      </Text>
    </Stack>
  )
}

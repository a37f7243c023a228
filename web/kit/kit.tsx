/** Every part of the kit in every state, to look at in both themes and at every width. */
import { Button, Container, Group, SegmentedControl, Stack, Text, Title, useMantineColorScheme } from '@mantine/core'
import type { ReactNode } from 'react'
import { Buttons, Colours, Feedback, Fields, Types } from './kit-basics.tsx'
import { Gallery, Known, Lines, Notes } from './kit-gallery.tsx'
import { Messages } from './kit-messages.tsx'
import { Chooser, Confirmations, Empties, Lists, Meters, People, States } from './kit-parts.tsx'
import { Logo } from './logo.tsx'
import { useTitle } from './page.tsx'

export function Kit() {
  useTitle('Kit')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Container component="main" id="content" size="lg" py="xl">
      <Group justify="space-between" mb="xl">
        <Logo size={28} />
        <SegmentedControl
          value={colorScheme}
          onChange={setColorScheme}
          aria-label="Theme"
          data={[
            { value: 'auto', label: 'System' },
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
        />
      </Group>
      <Title order={1}>Kit</Title>
      <Text c="dimmed" mb="xl">
        The parts that every screen is made of, each in all its states.
      </Text>
      <Stack gap={48}>
        {PARTS.map(({ name, part }) => (
          <section key={name} aria-label={name}>
            <Title order={2} mb="md">
              {name}
            </Title>
            {part}
          </section>
        ))}
      </Stack>
      <Button component="a" href="/" variant="default" mt="xl">
        Back to the app
      </Button>
    </Container>
  )
}

const PARTS: { name: string; part: ReactNode }[] = [
  { name: 'Colours', part: <Colours /> },
  { name: 'Type', part: <Types /> },
  { name: 'Buttons', part: <Buttons /> },
  { name: 'Fields', part: <Fields /> },
  { name: 'People and roles', part: <People /> },
  { name: 'States, badges and time', part: <States /> },
  { name: 'Messages', part: <Messages /> },
  { name: 'Meters', part: <Meters /> },
  { name: 'Lists', part: <Lists /> },
  { name: 'Cards', part: <Gallery /> },
  { name: 'Rows and strips', part: <Lines /> },
  { name: 'A sheet, its parts and facts', part: <Known /> },
  { name: 'Notes', part: <Notes /> },
  { name: 'Empty, no result, not allowed', part: <Empties /> },
  { name: 'Problems, toasts and notes', part: <Feedback /> },
  { name: 'Menus and tabs', part: <Chooser /> },
  { name: 'Dialogs and saving', part: <Confirmations /> },
]

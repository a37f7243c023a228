/** The kit page's first half: colours, type, buttons, fields, feedback. */
import {
  ActionIcon,
  Alert,
  Button,
  Checkbox,
  Group,
  PasswordInput,
  Radio,
  Select,
  SimpleGrid,
  Skeleton,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core'
import { IconDots, IconInfoCircle, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { Problem } from '../problem.ts'
import { CopyButton } from './copy-button.tsx'
import classes from './kit.module.css'
import { ProblemNote } from './problem.tsx'
import { SearchField } from './search-field.tsx'
import { TimezoneSelect } from './timezone-select.tsx'
import { problemToast, toast, undoToast } from './undo-toast.tsx'

export function Colours() {
  return (
    <Stack gap="xs">
      {['gray', 'teal', 'red', 'green', 'yellow', 'blue'].map((name) => (
        <div key={name} className={classes.scale} data-scale={name} aria-hidden="true">
          {STEPS.map((step) => (
            <span key={step} />
          ))}
        </div>
      ))}
    </Stack>
  )
}

const STEPS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]

export function Types() {
  return (
    <Stack gap="xs">
      <Title order={3} fz="xl">
        Title of a page, 20 px
      </Title>
      <Title order={3} fz="lg">
        Title of a section, 16 px
      </Title>
      <Text>Body, 14 px. Quick to read, easy on the eye all day.</Text>
      <Text size="sm">Tables and controls, 13 px. 1,024 of 2,048</Text>
      <Text size="xs" c="dimmed">
        Help under a field, 12 px
      </Text>
    </Stack>
  )
}

export function Buttons() {
  return (
    <Stack>
      <Group>
        <Button leftSection={<IconPlus size={16} />}>Invite people</Button>
        <Button variant="default">Cancel</Button>
        <Button variant="light">Connect</Button>
        <Button variant="subtle" color="gray">
          Clear filters
        </Button>
        <Button color="red">Delete bot</Button>
        <Button variant="light" color="red">
          Revoke
        </Button>
        <Button loading>Save</Button>
        <Button disabled>Save</Button>
      </Group>
      <Group>
        <Button size="xs" variant="default">
          Small
        </Button>
        <Button size="sm" variant="default">
          Normal
        </Button>
        <Button size="md">Large, for sign-in</Button>
        <ActionIcon aria-label="More">
          <IconDots size={16} />
        </ActionIcon>
        <ActionIcon variant="default" size="lg" aria-label="More, outlined">
          <IconDots size={16} />
        </ActionIcon>
        <ActionIcon color="red" variant="light" aria-label="Delete">
          <IconTrash size={16} />
        </ActionIcon>
        <CopyButton value="sbk_live_1234" label="Copy key" />
        <CopyButton value="https://example.test/invitation" label="Copy link" look="button" />
      </Group>
    </Stack>
  )
}

export function Fields() {
  const [zone, setZone] = useState('Europe/Berlin')
  const [search, setSearch] = useState('')
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
      <TextInput label="Name" description="Shown to your team" placeholder="Acme" />
      <TextInput label="E-mail" defaultValue="olga@" error="This is not an e-mail address" />
      <PasswordInput label="Password" defaultValue="correct horse" />
      <TextInput label="Read only" defaultValue="ws_0192" disabled />
      <Select label="Role" data={['Owner', 'Admin', 'Member']} defaultValue="Member" />
      <TimezoneSelect value={zone} onChange={setZone} />
      <Textarea label="Message" placeholder="Say hello" />
      <Stack gap="sm">
        <SearchField label="Search members" value={search} onSearch={setSearch} />
        <Checkbox label="Send me a copy" defaultChecked />
        <Switch label="Two-factor for everyone" defaultChecked />
        <Switch label="Code steps" />
        <Radio.Group label="Answer with" defaultValue="bot">
          <Group mt={6}>
            <Radio value="bot" label="The bot" />
            <Radio value="person" label="A person" />
          </Group>
        </Radio.Group>
      </Stack>
    </SimpleGrid>
  )
}

const REFUSED = new Problem({
  status: 402,
  title: 'The plan holds 5 members',
  detail: 'All 5 places are taken. Remove a member or raise the limit.',
  requestId: 'req_7f3k2m',
})
const BROKEN = new Problem({ status: 500, title: 'Internal', requestId: 'req_9a1b2c' })

export function Feedback() {
  return (
    <Stack>
      <ProblemNote error={REFUSED} />
      <ProblemNote error={BROKEN} onRetry={() => toast('Tried again')} />
      <ProblemNote error={new TypeError('Failed to fetch')} />
      <Alert color="blue" icon={<IconInfoCircle size={18} />} title="Only owners change these settings">
        You see them read-only.
      </Alert>
      <Alert color="yellow" icon={<IconInfoCircle size={18} />} title="Bot paused">
        It resumes in 30 minutes.
      </Alert>
      <Alert color="green" icon={<IconInfoCircle size={18} />} title="Published">
        Version 4 is live.
      </Alert>
      <Group>
        <Button variant="default" onClick={() => toast('Invitation sent')}>
          Show a toast
        </Button>
        <Button variant="default" onClick={() => undoToast('Mia removed', () => toast('Mia is back'))}>
          Show a toast with Undo
        </Button>
        <Button variant="default" onClick={() => problemToast(REFUSED)}>
          Show a problem
        </Button>
      </Group>
      <Stack gap="xs" aria-hidden="true">
        <Skeleton height={14} width="40%" />
        <Skeleton height={14} width="65%" />
        <Skeleton height={80} radius="md" />
      </Stack>
    </Stack>
  )
}

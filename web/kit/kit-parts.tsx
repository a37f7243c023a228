/** The kit page's second half: people, states, meters, lists, empty states, menus, dialogs. */
import {
  ActionIcon,
  Badge,
  Button,
  Card,
  Group,
  Kbd,
  Menu,
  Modal,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Tabs,
  Text,
  TextInput,
  Tooltip,
} from '@mantine/core'
import { IconEdit, IconSettings, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { ROLE_NAMES, type Role } from '../../shared/roles.ts'
import { ConfirmByName } from './confirm-by-name.tsx'
import { type Column, DataTable } from './data-table.tsx'
import { Empty, NoResults, NotAllowed } from './empty.tsx'
import { FilterBar } from './filter-bar.tsx'
import { Meter } from './meter.tsx'
import { Face, Person } from './person.tsx'
import { RoleBadge } from './role-badge.tsx'
import { SaveBar } from './save-bar.tsx'
import { SearchField } from './search-field.tsx'
import { StatusDot } from './status-dot.tsx'
import { Time } from './time.tsx'
import { toast } from './undo-toast.tsx'

interface Row {
  id: string
  name: string
  email: string
  role: Role
  lastActive: string
}

const ROWS: Row[] = [
  { id: '1', name: 'Olga Ivanova', email: 'olga@acme.test', role: 'owner', lastActive: '2026-11-24T08:12:00Z' },
  { id: '2', name: 'Adam Okafor', email: 'adam@acme.test', role: 'admin', lastActive: '2026-11-23T17:40:00Z' },
  {
    id: '3',
    name: 'Mia Lindqvist',
    email: 'mia.lindqvist.with-a-long-address@acme.test',
    role: 'member',
    lastActive: '2026-10-02T09:05:00Z',
  },
]

const COLUMNS: Column<Row>[] = [
  {
    key: 'name',
    head: 'Member',
    isTitle: true,
    sortBy: (row) => row.name,
    cell: (row) => <Person name={row.name} email={row.email} tag={row.id === '1' ? 'You' : undefined} />,
  },
  { key: 'role', head: 'Role', sortBy: (row) => row.role, cell: (row) => <RoleBadge role={row.role} /> },
  {
    key: 'state',
    head: 'Two-factor',
    cell: (row) => (
      <StatusDot tone={row.role === 'member' ? 'off' : 'good'} label={row.role === 'member' ? 'Off' : 'On'} />
    ),
  },
  {
    key: 'active',
    head: 'Last active',
    sortBy: (row) => row.lastActive,
    cell: (row) => <Time at={row.lastActive} show="relative" />,
  },
  { key: 'actions', head: 'Actions', isActions: true, cell: (row) => <RowMenu name={row.name} /> },
]

function RowMenu({ name }: { name: string }) {
  return (
    <Menu width={200}>
      <Menu.Target>
        <ActionIcon aria-label={`Manage ${name}`}>
          <IconSettings size={16} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconEdit size={16} />}>Change role</Menu.Item>
        <Menu.Divider />
        <Menu.Item color="var(--sb-danger-text)" leftSection={<IconTrash size={16} />}>
          Remove
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

export function People() {
  return (
    <Stack>
      <Group>
        {['Olga Ivanova', 'Adam Okafor', 'Mia Lindqvist', 'Rex', 'Zoë K', 'Bo', 'Ines Paz', 'Tariq'].map((name) => (
          <Face key={name} name={name} size={32} />
        ))}
        <Face name="Acme" shape="square" size={32} />
        <Face name="Globex" shape="square" size={40} />
        <Face name="Initech" size={64} />
      </Group>
      <Group gap="xl">
        <Person name="Olga Ivanova" email="olga@acme.test" tag="You" />
        <Person name="Rex" />
        {ROLE_NAMES.map((role) => (
          <RoleBadge key={role} role={role} />
        ))}
      </Group>
    </Stack>
  )
}

export function States() {
  return (
    <Stack>
      <Group gap="lg">
        <StatusDot tone="good" label="Live" />
        <StatusDot tone="waiting" label="Waiting" />
        <StatusDot tone="bad" label="Failed" />
        <StatusDot tone="info" label="Draft changes" />
        <StatusDot tone="off" label="Paused" />
      </Group>
      <Group>
        {['gray', 'teal', 'blue', 'green', 'yellow', 'red'].map((color) => (
          <Badge key={color} color={color}>
            {color}
          </Badge>
        ))}
        <Badge variant="filled" radius="xl">
          12
        </Badge>
        <Tooltip label="A tooltip">
          <Kbd tabIndex={0}>Ctrl</Kbd>
        </Tooltip>
      </Group>
      <Group gap="lg">
        <Time at="2026-11-24T08:12:00Z" />
        <Time at="2026-11-24T08:12:00Z" show="relative" />
        <Time at="2026-11-24T08:12:00Z" show="date" />
        <Time at="2026-11-24T08:12:00Z" show="clock" />
      </Group>
    </Stack>
  )
}

export function Meters() {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      {[
        { label: 'Members', used: 2, limit: 5 },
        { label: 'Bot users', used: 8421, limit: 10_000 },
        { label: 'Bots', used: 5, limit: 5 },
        { label: 'Messages', used: 120_344, limit: null },
      ].map((meter) => (
        <Card key={meter.label}>
          <Meter {...meter} />
        </Card>
      ))}
    </SimpleGrid>
  )
}

export function Lists() {
  const [search, setSearch] = useState('')
  const found = ROWS.filter((row) => row.name.toLowerCase().includes(search.toLowerCase()))
  return (
    <Stack gap="lg">
      <div>
        <FilterBar
          onClear={search ? () => setSearch('') : undefined}
          extras={<Button variant="default">Export CSV</Button>}
        >
          <SearchField label="Search people" value={search} onSearch={setSearch} />
        </FilterBar>
        <DataTable
          label="Members"
          columns={COLUMNS}
          rows={found}
          rowKey={(row) => row.id}
          empty={<NoResults onClear={() => setSearch('')} />}
        />
      </div>
      <DataTable
        label="Members, loading"
        columns={COLUMNS}
        rows={undefined}
        rowKey={(row) => row.id}
        skeletonRows={3}
      />
    </Stack>
  )
}

export function Empties() {
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <Card padding={0}>
        <Empty
          drawing="bots"
          title="No bots yet"
          action={<Button>Create a bot</Button>}
          learn={{ label: 'How a bot works', href: '/docs' }}
        >
          A bot talks to people on your channels and follows the flow you draw.
        </Empty>
      </Card>
      <Card padding={0}>
        <NoResults onClear={() => toast('Cleared')} />
      </Card>
      <Card padding={0}>
        <NotAllowed needs="owner" />
      </Card>
      <Card padding={0}>
        <Empty drawing="calm" title="Nothing went wrong">
          Errors of your bots appear here as they happen.
        </Empty>
      </Card>
      {(['team', 'chats', 'list', 'chart', 'lost'] as const).map((drawing) => (
        <Card key={drawing} padding={0}>
          <Empty drawing={drawing} title={`Drawing: ${drawing}`}>
            One of the drawings for empty pages.
          </Empty>
        </Card>
      ))}
    </SimpleGrid>
  )
}

export function Chooser() {
  return (
    <Stack>
      <Group>
        <RowMenu name="Mia" />
        <SegmentedControl aria-label="Look" data={['Cards', 'Table']} />
      </Group>
      <Tabs defaultValue="members" keepMounted>
        <Tabs.List>
          <Tabs.Tab value="members">Members</Tabs.Tab>
          <Tabs.Tab value="invitations">Invitations</Tabs.Tab>
          <Tabs.Tab value="off" disabled>
            Teams
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="members" pt="sm">
          <Text size="sm">Three people belong to this workspace.</Text>
        </Tabs.Panel>
        <Tabs.Panel value="invitations" pt="sm">
          <Text size="sm">None is waiting.</Text>
        </Tabs.Panel>
      </Tabs>
    </Stack>
  )
}

export function Confirmations() {
  const [open, setOpen] = useState<'dialog' | 'name' | null>(null)
  const [name, setName] = useState('Acme')
  const close = () => setOpen(null)
  return (
    <Stack>
      <Group>
        <Button variant="default" onClick={() => setOpen('dialog')}>
          Open a dialog
        </Button>
        <Button variant="light" color="red" onClick={() => setOpen('name')}>
          Delete by name
        </Button>
      </Group>
      <TextInput
        label="Change this to see the save bar"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maw={320}
      />
      <SaveBar
        isDirty={name !== 'Acme'}
        isSaving={false}
        onSave={() => setName('Acme')}
        onDiscard={() => setName('Acme')}
      />
      <Modal opened={open === 'dialog'} onClose={close} title="Change role of Mia">
        <Text c="dimmed">From the next click on she may do what the new role allows.</Text>
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button onClick={close}>Change role</Button>
        </Group>
      </Modal>
      <ConfirmByName
        isOpen={open === 'name'}
        onClose={close}
        title="Delete Acme?"
        name="Acme"
        verb="Delete workspace"
        consequences={['3 members lose access', '3 bots stop answering', '200 bot users are removed']}
        onConfirm={close}
        isBusy={false}
      >
        Bots and keys stop at once. You can take it back for 30 days.
      </ConfirmByName>
    </Stack>
  )
}

/** Every key of the flow builder. */
import { useLingui } from '@lingui/react/macro'
import { Divider, Kbd, SimpleGrid, Stack, Switch, Text, Title } from '@mantine/core'
import { MOD, useSingleKeys } from '../../../frame/keys.ts'
import classes from './pick-list.module.css'

interface Group {
  title: string
  keys: Array<[label: string, keys: string]>
}

export function KeysDialog() {
  const { t } = useLingui()
  const [isOn, setOn] = useSingleKeys()
  const groups = useGroups()
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" verticalSpacing="lg">
        <KeyGroups groups={groups.slice(0, 1)} />
        <KeyGroups groups={groups.slice(1)} />
      </SimpleGrid>
      <Divider />
      <Switch
        checked={isOn}
        onChange={(event) => setOn(event.currentTarget.checked)}
        label={t`Single-key shortcuts`}
        description={t`Turn them off if you use speech input or press keys by accident.`}
      />
      <Text
        size="xs"
        c="dimmed"
      >{t`With the mouse: drag on the empty canvas to select, hold space or the middle button to move it, scroll to move, ${MOD.trim()} and scroll to zoom.`}</Text>
    </Stack>
  )
}

function KeyGroups({ groups }: { groups: readonly Group[] }) {
  return (
    <Stack gap="lg">
      {groups.map(({ title, keys }) => (
        <section key={title} aria-label={title}>
          <Title order={3} mb={8}>
            {title}
          </Title>
          <dl className={classes.keys}>
            {keys.map(([label, combination]) => (
              <div key={label} className={classes.key}>
                <dt>{label}</dt>
                <dd>
                  {combination.split(' ').map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Stack>
  )
}

function useGroups(): Group[] {
  const { t } = useLingui()
  const mod = MOD.trim()
  return [
    {
      title: t`Steps`,
      keys: [
        [t`Add a step`, 'A'],
        [t`Edit the step`, 'Enter'],
        [t`Back to the canvas`, 'Esc'],
        [t`Lead a way elsewhere`, 'C'],
        [t`Remove`, 'Del'],
        [t`All that can be done with it`, '⇧ F10'],
        [t`Add a note`, 'N'],
        [t`Copy`, `${mod} C`],
        [t`Cut`, `${mod} X`],
        [t`Paste`, `${mod} V`],
        [t`Make a copy beside`, `${mod} D`],
        [t`Select all`, `${mod} A`],
        [t`Undo`, `${mod} Z`],
        [t`Redo`, `⇧ ${mod} Z`],
      ],
    },
    {
      title: t`Canvas`,
      keys: [
        [t`To the next step, back, to its neighbours`, '→ ← ↓ ↑'],
        [t`Select more`, '⇧ → ← ↓ ↑'],
        [t`Move the step`, 'Alt → ← ↓ ↑'],
        [t`Put in order`, 'L'],
        [t`Show all`, '1'],
        [t`Actual size`, '0'],
        [t`Nearer, farther`, '+ -'],
      ],
    },
    {
      title: t`Around it`,
      keys: [
        [t`Find words`, `${mod} F`],
        [t`Outline`, 'O'],
        [t`Problems`, 'P'],
        [t`Test`, 'T'],
        [t`Show this list`, '?'],
      ],
    },
  ]
}

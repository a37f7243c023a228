/** Complete access, or named bots with what may be done with each (M3). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Checkbox, Group, Radio, Select, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core'
import { ACCESS, type Access, BOT_POWERS, type BotGrant } from '../../../shared/members.ts'
import { $api } from '../../api.ts'
import { Face } from '../../kit/person.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { useWorkspace } from '../../me.ts'
import classes from './members.module.css'

interface AccessChoiceProps {
  value: Access
  onChange: (access: Access) => void
}

export function AccessChoice({ value, onChange }: AccessChoiceProps) {
  const { t } = useLingui()
  const choose = (text: string) => {
    const access = ACCESS.find((known) => known === text)
    if (access) onChange({ ...value, access })
  }
  const looks = { root: classes.choice, body: classes.choiceBody, label: classes.choiceLabel }
  return (
    <Stack gap="sm">
      <Radio.Group label={t`Access`} value={value.access} onChange={choose}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={8} mt={6}>
          <Radio
            value="complete"
            label={t`Complete`}
            description={t`All bots, also those created later.`}
            classNames={looks}
          />
          <Radio
            value="restricted"
            label={t`Only named bots`}
            description={t`Everything else stays out of sight.`}
            classNames={looks}
          />
        </SimpleGrid>
      </Radio.Group>
      {value.access === 'restricted' && <Bots grants={value.bots} onChange={(bots) => onChange({ ...value, bots })} />}
    </Stack>
  )
}

function Bots({ grants, onChange }: { grants: BotGrant[]; onChange: (grants: BotGrant[]) => void }) {
  const { t } = useLingui()
  const bots = $api.useQuery('get', '/api/workspaces/{workspace}/bots', {
    params: { path: { workspace: useWorkspace().id }, query: { limit: 100 } },
  })
  if (bots.error) return <ProblemNote error={bots.error} onRetry={() => void bots.refetch()} />
  if (!bots.data) return <Skeleton height={88} />
  if (bots.data.data.length === 0) return <NoBots />

  const others = (botId: string) => grants.filter((grant) => grant.botId !== botId)
  return (
    <ul className={classes.bots} aria-label={t`Bots`}>
      {bots.data.data.map(({ id, name }) => {
        const grant = grants.find(({ botId }) => botId === id)
        return (
          <li key={id} className={classes.bot}>
            <Checkbox
              checked={grant !== undefined}
              onChange={() => onChange(grant ? others(id) : [...grants, { botId: id, power: 'editor' }])}
              label={
                <Group gap={8} wrap="nowrap">
                  <Face name={name} size={20} shape="square" />
                  {name}
                </Group>
              }
            />
            {grant && (
              <PowerSelect
                label={t`What may be done with ${name}`}
                value={grant.power}
                onChange={(power) => onChange([...others(id), { botId: id, power }])}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}

function NoBots() {
  return (
    <Text size="sm" c="dimmed">
      <Trans>There are no bots yet. With restricted access to none, only members and roles can be seen.</Trans>
    </Text>
  )
}

interface PowerSelectProps {
  label: string
  value: BotGrant['power']
  onChange: (power: BotGrant['power']) => void
}

function PowerSelect({ label, value, onChange }: PowerSelectProps) {
  const { t } = useLingui()
  const names = { viewer: t`View`, editor: t`View and edit`, agent: t`Answer in live chat` }
  const choose = (text: string | null) => {
    const power = BOT_POWERS.find((known) => known === text)
    if (power) onChange(power)
  }
  return (
    <Select
      size="xs"
      w={176}
      aria-label={label}
      data={BOT_POWERS.map((power) => ({ value: power, label: names[power] }))}
      value={value}
      onChange={choose}
    />
  )
}

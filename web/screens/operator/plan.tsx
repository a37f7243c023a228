/** Gives a workspace its plan, and what it may hold beyond it (L4). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, NumberInput, Select, SimpleGrid, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { limitOf, PLAN_NAMES, PLANS, RESOURCES } from '../../../shared/plans.ts'
import { $api, refresh } from '../../api.ts'
import { showFaults } from '../../kit/form.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { useNumber } from '../../kit/reader.ts'
import { toast } from '../../kit/undo-toast.tsx'
import type { AnyWorkspace } from './any-workspace.ts'

export function PlanDialog({ workspace, onClose }: { workspace: AnyWorkspace | null; onClose: () => void }) {
  const { t } = useLingui()
  const name = workspace?.name ?? ''
  return (
    <Modal opened={workspace !== null} onClose={onClose} title={t`Plan of ${name}`}>
      {workspace && <PlanForm workspace={workspace} onClose={onClose} />}
    </Modal>
  )
}

function PlanForm({ workspace, onClose }: { workspace: AnyWorkspace; onClose: () => void }) {
  const { t } = useLingui()
  const number = useNumber()
  const { bots = 0, contacts = 0, members = 0 } = workspace.extras
  const form = useForm({ initialValues: { plan: workspace.plan, extras: { bots, contacts, members } } })
  const [problem, setProblem] = useState<unknown>(null)
  const save = $api.useMutation('put', '/api/operator/workspaces/{workspace}/plan', {
    onMutate: () => setProblem(null),
    onSuccess: async () => {
      await refresh('/api/operator/workspaces', '/api/me')
      toast(t`The plan of ${workspace.name} is changed`)
      onClose()
    },
    onError: (error) => setProblem(showFaults(form, error)),
  })
  const { plan, extras } = form.values
  const names = { bots: t`Extra bots`, contacts: t`Extra bot users`, members: t`Extra members` }
  const hint = (resource: (typeof RESOURCES)[number]) => {
    const limit = limitOf(plan, extras, resource)
    const most = limit === null ? '' : number(limit)
    return limit === null ? t`No limit on this plan` : t`${most} in all`
  }
  const path = { params: { path: { workspace: workspace.id } } }
  return (
    <form onSubmit={form.onSubmit((body) => save.mutate({ ...path, body }))}>
      <Stack gap="md">
        <Select
          label={t`Plan`}
          data={PLAN_NAMES.map((value) => ({ value, label: PLANS[value].name }))}
          {...form.getInputProps('plan')}
          data-autofocus
        />
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
          {RESOURCES.map((resource) => (
            <NumberInput
              key={resource}
              label={names[resource]}
              description={hint(resource)}
              min={0}
              max={1_000_000_000}
              allowDecimal={false}
              clampBehavior="strict"
              {...form.getInputProps(`extras.${resource}`)}
            />
          ))}
        </SimpleGrid>
        <Text size="sm" c="dimmed">
          <Trans>The change takes effect at once and is recorded in the workspace’s audit log.</Trans>
        </Text>
        <ProblemNote error={problem} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={save.isPending}>
            <Trans>Save plan</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

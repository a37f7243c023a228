/** How many problems the flow has, with a way to each. */
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Button, Menu } from '@mantine/core'
import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react'
import type { Problem } from '../../../engine/check.ts'
import { StatusDot } from '../../kit/status-dot.tsx'
import { useEngineWords } from './engine-words.ts'
import { titleOf } from './flow-order.ts'

export function ProblemSummary({ problems, onOpen }: { problems: Problem[]; onOpen: (stepId: string) => void }) {
  const { t } = useLingui()
  const words = useEngineWords()
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const hints = problems.length - errors
  if (problems.length === 0) return <StatusDot tone="good" label={t`Ready to publish`} />
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          size="xs"
          variant="light"
          color={errors > 0 ? 'red' : 'yellow'}
          leftSection={errors > 0 ? <IconCircleX size={14} /> : <IconAlertTriangle size={14} />}
        >
          {errors > 0
            ? plural(errors, { one: '# error to fix', other: '# errors to fix' })
            : plural(hints, { one: '# hint', other: '# hints' })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown maw={360}>
        {problems.map(({ stepId, code, message }) => (
          <Menu.Item key={`${stepId} ${code} ${message}`} onClick={() => onOpen(stepId)}>
            <strong>{titleOf(stepId)}</strong>: {words(message)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

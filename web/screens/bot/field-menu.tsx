/** The menu at a field's row: change it, or take its description away, with a way back. */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react'
import type { Bot } from '../../../shared/bots.ts'
import type { Field } from '../../../shared/fields.ts'
import { $api, refresh } from '../../api.ts'
import { problemToast, undoToast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'
import { FIELDS } from './bot-fields.ts'

interface FieldMenuProps {
  bot: Bot
  field: Field
  onEdit: () => void
}

export function FieldMenu({ bot, field, onEdit }: FieldMenuProps) {
  const { t } = useLingui()
  const { name } = field
  const remove = useRemove(bot)
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t`Actions for ${name}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={onEdit}>
          <Trans>Edit</Trans>
        </Menu.Item>
        <Menu.Item color="var(--sb-danger-text)" leftSection={<IconTrash size={16} />} onClick={() => remove(field)}>
          <Trans>Remove</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** What people hold under the name stays with them; of the bot's own the value comes back with it. */
function useRemove(bot: Bot): (field: Field) => void {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const path = { workspace: id, bot: bot.id }
  const changed = { onSuccess: () => refresh(FIELDS), onError: problemToast }
  const add = $api.useMutation('post', FIELDS, changed)
  const remove = $api.useMutation('delete', `${FIELDS}/{field}`, changed)
  return (field) => {
    const { scope, name, kind, description, value } = field
    const again = { scope, name, kind, description, ...(scope === 'bot' && { value }) }
    remove.mutate(
      { params: { path: { ...path, field: field.id } } },
      { onSuccess: () => undoToast(t`${name} removed`, () => add.mutate({ params: { path }, body: again })) },
    )
  }
}

/** The menu at a template's row: change it, its links, pack it anew, delete it. */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Menu, Modal, Text } from '@mantine/core'
import { IconDots, IconLink, IconPencil, IconTicket, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { Template } from '../../../shared/templates.ts'
import { $api, refresh } from '../../api.ts'
import { DangerFoot } from '../../kit/form-foot.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'

interface TemplateMenuProps {
  template: Template
  onEdit: () => void
  onLinks: () => void
}

export function TemplateMenu({ template, onEdit, onLinks }: TemplateMenuProps) {
  const { t } = useLingui()
  const [isDeleting, setDeleting] = useState(false)
  const { name, link } = template
  const copy = async () => {
    await navigator.clipboard.writeText(link ?? '')
    toast(t`Link copied`)
  }
  return (
    <>
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
          {link && (
            <Menu.Item leftSection={<IconLink size={16} />} onClick={() => void copy()}>
              <Trans>Copy the link</Trans>
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconTicket size={16} />} onClick={onLinks}>
            <Trans>One-time links</Trans>
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            color="var(--sb-danger-text)"
            leftSection={<IconTrash size={16} />}
            onClick={() => setDeleting(true)}
          >
            <Trans>Delete</Trans>
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <DeleteTemplate template={template} isOpen={isDeleting} onClose={() => setDeleting(false)} />
    </>
  )
}

interface DeleteTemplateProps {
  template: Template
  isOpen: boolean
  onClose: () => void
}

function DeleteTemplate({ template, isOpen, onClose }: DeleteTemplateProps) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const { name } = template
  const remove = $api.useMutation('delete', '/api/workspaces/{workspace}/templates/{template}', {
    onSuccess: async () => {
      onClose()
      toast(t`${name} deleted`)
      await refresh('/api/workspaces/{workspace}/templates', '/api/workspaces/{workspace}/gallery')
    },
  })
  return (
    <Modal opened={isOpen} onClose={onClose} title={t`Delete ${name}?`}>
      <Text mb="md">
        <Trans>Its links end and nobody can install it any more. Bots that were made of it stay as they are.</Trans>
      </Text>
      <DangerFoot
        error={remove.error}
        isBusy={remove.isPending}
        onCancel={onClose}
        onAct={() => remove.mutate({ params: { path: { workspace: id, template: template.id } } })}
      >
        <Trans>Delete template</Trans>
      </DangerFoot>
    </Modal>
  )
}

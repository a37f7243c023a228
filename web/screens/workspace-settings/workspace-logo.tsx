/** The workspace's logo; until there is one its initials stand for it (W9). */
import { useLingui } from '@lingui/react/macro'
import type { Workspace } from '../../../shared/workspaces.ts'
import { api, refresh } from '../../api.ts'
import { Face } from '../../kit/person.tsx'
import { PictureField } from '../../kit/picture-field.tsx'

export function WorkspaceLogo({ workspace, isReadOnly }: { workspace: Workspace; isReadOnly: boolean }) {
  const { t } = useLingui()
  const { id, name, logoUrl } = workspace
  const face = <Face name={name} photoUrl={logoUrl} size={64} shape="square" />
  if (isReadOnly) return face

  return (
    <PictureField
      path={`/api/workspaces/${id}/logo`}
      face={face}
      hasPicture={logoUrl !== null}
      shape="square"
      words={{
        choose: logoUrl ? t`Change logo` : t`Upload logo`,
        title: t`The new logo`,
        preview: t`How the logo will look`,
        use: t`Use this logo`,
        changed: t`The logo is changed`,
        removed: t`The logo is removed`,
      }}
      onChanged={() => refresh('/api/me', '/api/workspaces/{workspace}')}
      remove={() => api.DELETE('/api/workspaces/{workspace}/logo', { params: { path: { workspace: id } } })}
    />
  )
}

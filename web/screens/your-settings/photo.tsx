/** My photo. */
import { useLingui } from '@lingui/react/macro'
import { api, refresh } from '../../api.ts'
import { Face } from '../../kit/person.tsx'
import { PictureField } from '../../kit/picture-field.tsx'
import type { User } from '../../me.ts'

export function Photo({ user }: { user: User }) {
  const { t } = useLingui()
  const { name, photoUrl } = user
  return (
    <PictureField
      path="/api/me/photo"
      face={<Face name={name} photoUrl={photoUrl} size={64} />}
      hasPicture={photoUrl !== null}
      shape="round"
      words={{
        choose: photoUrl ? t`Change photo` : t`Upload photo`,
        title: t`Your new photo`,
        preview: t`How your photo will look`,
        use: t`Use this photo`,
        changed: t`Your photo is changed`,
        removed: t`Your photo is removed`,
      }}
      onChanged={() => refresh('/api/me')}
      remove={() => api.DELETE('/api/me/photo')}
    />
  )
}

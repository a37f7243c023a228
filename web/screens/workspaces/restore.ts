/** Brings a deleted workspace back, and shows it in its place again. */
import { useLingui } from '@lingui/react/macro'
import { $api, refresh } from '../../api.ts'
import { problemToast, toast } from '../../kit/undo-toast.tsx'

export function useRestore() {
  const { t } = useLingui()
  return $api.useMutation('post', '/api/workspaces/{workspace}/restoration', {
    onSuccess: async ({ name }) => {
      await refresh('/api/me')
      toast(t`${name} is back`)
    },
    onError: problemToast,
  })
}

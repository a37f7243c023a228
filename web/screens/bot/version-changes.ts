/** What is done with versions and drafts of a flow; each can be taken back. */
import { useLingui } from '@lingui/react/macro'
import type { FlowVersion } from '../../../shared/flows.ts'
import { $api, api, refresh } from '../../api.ts'
import { problemToast, toast, undoToast } from '../../kit/undo-toast.tsx'
import { refreshBots } from '../bots/bot-list.ts'

export const FLOW = '/api/workspaces/{workspace}/bots/{bot}/flows/{flow}'
export const VERSIONS = `${FLOW}/versions` as const
const DRAFT = `${FLOW}/draft` as const
const RESTORATION = `${VERSIONS}/{version}/restoration` as const
const PUBLICATION = `${VERSIONS}/{version}/publication` as const

export interface Place {
  workspace: string
  bot: string
  flow: string
}

type Known = Pick<FlowVersion, 'id' | 'number'>

/** After a version or the draft has become another one. */
export function refreshVersions(): Promise<unknown> {
  const flows = '/api/workspaces/{workspace}/bots/{bot}/flows'
  return Promise.all([refreshBots(), refresh(flows, VERSIONS, DRAFT, `${FLOW}/changes`)])
}

export function useVersionChanges(place: Place) {
  const { t } = useLingui()
  const publication = $api.useMutation('post', PUBLICATION, { onSuccess: refreshVersions, onError: problemToast })
  const publish = (version: Known, onSuccess?: () => void) =>
    publication.mutate({ params: { path: { ...place, version: version.id } } }, { onSuccess })

  /** The draft as it was is saved again over what it was made into. */
  const draftBecomes = async (version: Known, said: string) => {
    try {
      const before = await api.GET(DRAFT, { params: { path: place } })
      const after = await api.POST(RESTORATION, { params: { path: { ...place, version: version.id } } })
      await refreshVersions()
      const [old, number] = [before.data?.flow, after.data?.number]
      if (!old || number === undefined) return toast(said)
      undoToast(said, () => putBack(place, { flow: old, number }))
    } catch (error) {
      problemToast(error)
    }
  }
  return {
    isBusy: publication.isPending,
    publishAgain: (version: Known, live: Known | undefined) => {
      const { number } = version
      const said = t`Version ${number} is live`
      publish(version, () => (live ? undoToast(said, () => publish(live)) : toast(said)))
    },
    restore: (version: Known) => {
      const { number } = version
      return draftBecomes(version, t`The draft is now version ${number}`)
    },
    discardDraft: (published: Known) => {
      const { number } = published
      return draftBecomes(published, t`The draft is as published again, version ${number}`)
    },
  }
}

type Draft = NonNullable<Awaited<ReturnType<typeof readDraft>>['data']>

function readDraft(place: Place) {
  return api.GET(DRAFT, { params: { path: place } })
}

async function putBack(place: Place, { flow, number }: Pick<Draft, 'flow' | 'number'>): Promise<void> {
  try {
    await api.PUT(DRAFT, { params: { path: place }, headers: { 'If-Match': `"${number}"` }, body: { flow } })
    await refreshVersions()
  } catch (error) {
    problemToast(error)
  }
}

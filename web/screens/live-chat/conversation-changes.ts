/** What can be done with a conversation; a refusal is handed on, since who has it is part of the answer. */
import type { Conversation } from '../../../shared/conversations.ts'
import { $api, refresh } from '../../api.ts'
import { useWorkspace } from '../../me.ts'

const ONE = '/api/workspaces/{workspace}/conversations/{conversation}'

export function useConversationChanges({ id }: Pick<Conversation, 'id'>, onProblem: (error: unknown) => void) {
  const workspace = useWorkspace()
  const params = { path: { workspace: workspace.id, conversation: id } }
  const options = {
    onMutate: () => onProblem(null),
    onSettled: () => refresh(ONE, '/api/workspaces/{workspace}/conversations', '/api/me'),
    onError: onProblem,
  }
  const handler = $api.useMutation('put', `${ONE}/handler`, options)
  const status = $api.useMutation('put', `${ONE}/status`, options)
  const assignee = $api.useMutation('put', `${ONE}/assignee`, options)
  return {
    isBusy: handler.isPending,
    takeOver: () => handler.mutate({ params, body: { handler: 'member' } }),
    giveBack: () => handler.mutate({ params, body: { handler: 'bot' } }),
    changeStatus: (to: Conversation['status']) => status.mutate({ params, body: { status: to } }),
    assign: (memberId: string | null) => assignee.mutate({ params, body: { memberId } }),
  }
}

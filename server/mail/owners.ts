/** Letters to all owners of a workspace, in the transaction of what they tell. */
import type { Tx } from '../db/in-workspace.ts'
import type { LetterKind, LetterValues } from './letters/kinds.ts'
import { enqueueLetter } from './letters.ts'

/** Tells every owner the same, each in their own language. */
export async function tellOwners<K extends LetterKind>(
  tx: Tx,
  letter: { kind: K; workspaceName: string; values: LetterValues[K] },
): Promise<void> {
  const owners = await tx.db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.userId')
    .select(['u.email', 'u.language'])
    .where('m.workspaceId', '=', tx.workspaceId)
    .where('m.role', '=', 'owner')
    .execute()
  const { kind, workspaceName, values } = letter
  const workspace = { id: tx.workspaceId, name: workspaceName }
  for (const { email, language } of owners) await enqueueLetter(tx.db, { kind, to: email, language, values, workspace })
}

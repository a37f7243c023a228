/** What a bot user is called: their name, else the address, else a word for it. */
import { useLingui } from '@lingui/react/macro'
import type { Conversation } from '../../../shared/conversations.ts'

export function useContactName(): (contact: Pick<Conversation['contact'], 'name' | 'email' | 'id'>) => string {
  const { t } = useLingui()
  return ({ name, email, id }) => {
    const mark = id.slice(-4)
    return name.trim() || email || t`Visitor ${mark}`
  }
}

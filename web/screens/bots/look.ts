/** Whether this person likes bots as a table or as cards; kept in this browser. */
import { useLocalStorage } from '@mantine/hooks'

export type Look = 'table' | 'cards'

export function useLook(): [Look, (look: Look) => void] {
  const [kept, keep] = useLocalStorage({
    key: 'switchboard.bots-look',
    defaultValue: 'table',
    getInitialValueInEffect: false,
  })
  return [kept === 'cards' ? 'cards' : 'table', keep]
}

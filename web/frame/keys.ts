/** The keyboard: what the modifier is called here, and whether single keys act at all (WCAG 2.1.4). */
import { useLocalStorage } from '@mantine/hooks'

const isApple = /mac|iphone|ipad/i.test(navigator.platform)

export const MOD = isApple ? '⌘' : 'Ctrl '

export function useSingleKeys(): [boolean, (isOn: boolean) => void] {
  const [choice, setChoice] = useLocalStorage<'on' | 'off'>({
    key: 'switchboard.single-keys',
    defaultValue: 'on',
    getInitialValueInEffect: false,
  })
  return [choice === 'on', (isOn) => setChoice(isOn ? 'on' : 'off')]
}

/** Is somebody typing, or is a dialog open? Then single keys are theirs. */
export function isBusyElsewhere(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true
  if (document.querySelector('[role="dialog"][aria-modal="true"]')) return true
  return (
    event.target instanceof Element &&
    event.target.closest('input, textarea, select, [contenteditable="true"], [role="menu"], [role="listbox"]') !== null
  )
}

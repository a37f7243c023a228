/** Whether the chat fills the screen, how high the keyboard leaves it, and keeping the Tab key inside while it does. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'

export const FULL_SCREEN = '(max-width: 480px)'

interface Screen {
  isFull: boolean
  hasKeyboard: boolean
  height: string
  top: string
}

/** Follows the window and, on a phone, the part of it that the on-screen keyboard leaves free. */
export function useScreen(isOpen: boolean): Screen {
  const [screen, setScreen] = useState(readScreen)

  useEffect(() => {
    const look = () => setScreen(readScreen())
    const area = window.visualViewport
    window.addEventListener('resize', look)
    area?.addEventListener('resize', look)
    area?.addEventListener('scroll', look)
    return () => {
      window.removeEventListener('resize', look)
      area?.removeEventListener('resize', look)
      area?.removeEventListener('scroll', look)
    }
  }, [])

  useEffect(() => {
    if (!isOpen || !screen.isFull) return
    const { style } = document.documentElement
    const before = style.overflow
    style.overflow = 'hidden'
    return () => {
      style.overflow = before
    }
  }, [isOpen, screen.isFull])

  return screen
}

/** Tab goes round inside the element that listens. */
export function keepFocusInside(event: KeyboardEvent): void {
  const { currentTarget } = event
  if (event.key !== 'Tab' || !(currentTarget instanceof HTMLElement)) return
  const stops = [
    ...currentTarget.querySelectorAll<HTMLElement>(
      'a[href], button:not([disabled]), input:not([disabled], [hidden]), textarea, audio, video, [tabindex="0"]',
    ),
  ]
  const root = currentTarget.getRootNode()
  const active = root instanceof ShadowRoot || root instanceof Document ? root.activeElement : null
  const [first, last] = [stops[0], stops.at(-1)]
  const leaves = event.shiftKey ? active === first || active === currentTarget : active === last
  if (!leaves) return
  event.preventDefault()
  const next = event.shiftKey ? last : first
  next?.focus()
}

interface FocusPlan {
  isOpen: boolean
  takesFocus: boolean
  inside: { current: HTMLElement | null }
  launcher: { current: HTMLElement | null }
}

/** The focus goes in with the opening, and back to where it came from with the closing. */
export function useFocusThere({ isOpen, takesFocus, inside, launcher }: FocusPlan): void {
  const before = useRef<Element | null>(null)
  const wasOpen = useRef(false)

  useLayoutEffect(() => {
    if (isOpen && !wasOpen.current) before.current = document.activeElement
  }, [isOpen])

  useEffect(() => {
    if (isOpen && !wasOpen.current && takesFocus) inside.current?.focus({ preventScroll: true })
    if (!isOpen && wasOpen.current) {
      const target = placeToReturn(before.current, launcher.current)
      target?.focus({ preventScroll: true })
    }
    wasOpen.current = isOpen
  }, [isOpen, takesFocus, inside, launcher])
}

function placeToReturn(before: Element | null, launcher: HTMLElement | null): HTMLElement | null {
  // Seen from outside, whatever has the focus in our shadow root is its host.
  const root = launcher?.getRootNode()
  const wasOurs = root instanceof ShadowRoot && before === root.host
  const isTheirs = before instanceof HTMLElement && before.isConnected && before !== document.body && !wasOurs
  return isTheirs ? before : launcher
}

function readScreen(): Screen {
  const area = window.visualViewport
  const isZoomed = (area?.scale ?? 1) > 1.01
  return {
    isFull: window.matchMedia(FULL_SCREEN).matches,
    hasKeyboard: !window.matchMedia('(pointer: coarse)').matches,
    height: area && !isZoomed ? `${Math.round(area.height)}px` : '100dvh',
    top: area && !isZoomed ? `${Math.round(area.offsetTop)}px` : '0px',
  }
}

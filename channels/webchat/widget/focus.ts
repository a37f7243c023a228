/** Whether the chat fills the screen, how high the keyboard leaves it, and keeping the Tab key inside while it does. */
import { useEffect, useState } from 'preact/hooks'

export const FULL_SCREEN = '(max-width: 480px)'

export interface Screen {
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
  const stops = [...currentTarget.querySelectorAll<HTMLElement>('a[href], button:not([disabled]), textarea, [tabindex="0"]')]
  const root = currentTarget.getRootNode()
  const active = root instanceof ShadowRoot || root instanceof Document ? root.activeElement : null
  const [first, last] = [stops[0], stops.at(-1)]
  const leaves = event.shiftKey ? active === first || active === currentTarget : active === last
  if (!leaves) return
  event.preventDefault()
  const next = event.shiftKey ? last : first
  next?.focus()
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

/** Keeps the newest message in sight, unless the reader has scrolled up to read. */
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'

const NEAR = 80

export function useFollowedEnd(isShown: boolean) {
  const box = useRef<HTMLDivElement | null>(null)
  const follows = useRef(true)
  const [isAway, setAway] = useState(false)

  const toEnd = useCallback(() => {
    if (box.current && follows.current) box.current.scrollTop = box.current.scrollHeight
  }, [])

  // After every drawing: a word may have come, or the typing dots gone.
  useLayoutEffect(toEnd)

  useLayoutEffect(() => {
    if (!box.current || !isShown) return
    const watcher = new ResizeObserver(toEnd)
    watcher.observe(box.current)
    return () => watcher.disconnect()
  }, [isShown, toEnd])

  return {
    box,
    isAway,
    onScroll() {
      const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = box.current ?? {}
      follows.current = scrollHeight - scrollTop - clientHeight < NEAR
      setAway(!follows.current)
    },
    follow() {
      follows.current = true
      setAway(false)
      toEnd()
    },
  }
}

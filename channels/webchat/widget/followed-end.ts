/** Keeps the newest message in sight, unless the reader has scrolled up to read. */
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'

const NEAR = 80
const LOADED = ['load', 'loadedmetadata'] as const

export function useFollowedEnd(isShown: boolean) {
  const box = useRef<HTMLDivElement | null>(null)
  const follows = useRef(true)
  const height = useRef(0)
  const [isAway, setAway] = useState(false)

  const toEnd = useCallback(() => {
    if (box.current && follows.current) box.current.scrollTop = box.current.scrollHeight
  }, [])

  // After every drawing: a word may have come, or the typing dots gone.
  useLayoutEffect(toEnd)

  useLayoutEffect(() => {
    const log = box.current
    if (!log || !isShown) return
    const watcher = new ResizeObserver(toEnd)
    watcher.observe(log)
    // Pictures and films have their height only once they are there.
    for (const event of LOADED) log.addEventListener(event, toEnd, true)
    return () => {
      watcher.disconnect()
      for (const event of LOADED) log.removeEventListener(event, toEnd, true)
    }
  }, [isShown, toEnd])

  return {
    box,
    isAway,
    onScroll() {
      const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = box.current ?? {}
      if (scrollHeight !== height.current) {
        // What has just grown is not where its reader left it.
        height.current = scrollHeight
        toEnd()
        return
      }
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

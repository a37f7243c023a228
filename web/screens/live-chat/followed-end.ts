/** Where a log of messages stands: at its end while one is there, and in place where older ones come in above. */
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

const NEAR_PX = 80

/** `look` belongs to the log's scrolling; `keep` is called before older messages are asked for. */
export function useFollowedEnd(log: RefObject<HTMLDivElement | null>, messages: readonly unknown[]) {
  const isAtEnd = useRef(true)
  const fromEnd = useRef<number | null>(null)
  const size = useRef('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever messages come
  useLayoutEffect(() => {
    const box = log.current
    if (!box) return
    if (fromEnd.current !== null) box.scrollTop = box.scrollHeight - fromEnd.current
    else if (isAtEnd.current) box.scrollTop = box.scrollHeight
    fromEnd.current = null
  }, [messages])
  useEffect(() => {
    const box = log.current
    if (!box) return
    const watch = new ResizeObserver(() => {
      if (isAtEnd.current) box.scrollTop = box.scrollHeight
      size.current = sizeOf(box)
    })
    watch.observe(box)
    return () => watch.disconnect()
  }, [log])
  return {
    look: () => {
      const box = log.current
      // A box that has just grown or shrunk is not where its reader left it.
      if (!box || sizeOf(box) !== size.current) return
      isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX
    },
    keep: () => {
      const box = log.current
      if (box) fromEnd.current = box.scrollHeight - box.scrollTop
    },
  }
}

function sizeOf(box: HTMLElement): string {
  return `${box.clientWidth} ${box.clientHeight}`
}

/** Where a log of messages stands: at its end while one is there, and in place where older ones come in above. */
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

const NEAR_PX = 80
const LOADED = ['load', 'loadedmetadata'] as const

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
    const stay = () => {
      if (isAtEnd.current) box.scrollTop = box.scrollHeight
    }
    const watch = new ResizeObserver(() => {
      stay()
      size.current = sizeOf(box)
    })
    watch.observe(box)
    // Pictures and films have their height only once they are there.
    for (const event of LOADED) box.addEventListener(event, stay, true)
    return () => {
      watch.disconnect()
      for (const event of LOADED) box.removeEventListener(event, stay, true)
    }
  }, [log])
  return {
    look: () => {
      const box = log.current
      if (!box) return
      if (sizeOf(box) !== size.current) {
        // A box, or what is in it, that has just grown or shrunk is not where its reader left it.
        size.current = sizeOf(box)
        if (isAtEnd.current) box.scrollTop = box.scrollHeight
        return
      }
      isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX
    },
    keep: () => {
      const box = log.current
      if (box) fromEnd.current = box.scrollHeight - box.scrollTop
    },
  }
}

function sizeOf(box: HTMLElement): string {
  return `${box.clientWidth} ${box.clientHeight} ${box.scrollHeight}`
}

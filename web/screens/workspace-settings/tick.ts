/** Draws anew every second, for clocks. */
import { useEffect, useState } from 'react'

export function useTick(): void {
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((times) => times + 1), 1000)
    return () => clearInterval(timer)
  }, [])
}

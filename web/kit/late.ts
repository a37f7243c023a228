/** Holds skeletons back for 150 ms, so that what comes quickly does not flicker. */
import { useEffect, useState } from 'react'

export function useLate(afterMs = 150): boolean {
  const [isLate, setIsLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), afterMs)
    return () => clearTimeout(timer)
  }, [afterMs])
  return isLate
}

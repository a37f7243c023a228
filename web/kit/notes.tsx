/** Notes that many pages have: what one may only look at, what was refused elsewhere, what works no more. */
import { Alert } from '@mantine/core'
import { IconAlertTriangle, IconLock, IconPlugConnectedX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Problem } from '../problem.ts'
import { ProblemNote } from './problem.tsx'

/** One sees it and may not change it; the words say who may. */
export function LockedNote({ children }: { children: ReactNode }) {
  return (
    <Alert color="gray" icon={<IconLock size={18} />}>
      {children}
    </Alert>
  )
}

/** It worked once, and has to be put right by a person. */
export function BrokenNote({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Alert color="red" icon={<IconAlertTriangle size={18} />} title={title}>
      {children}
    </Alert>
  )
}

/** Somebody else's service did not take it; nothing of it stayed. */
export function RefusedNote({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Alert color="red" icon={<IconPlugConnectedX size={18} />} title={title} role="alert">
      {children}
    </Alert>
  )
}

interface ServiceProblemProps {
  error: unknown
  /** what did not come about */
  title: string
  /** the service's words in the reader's language */
  word: (text: string) => string
}

/** What a service said stands plainly; any other failure is told as everywhere. Renders nothing without an error. */
export function ServiceProblem({ error, title, word }: ServiceProblemProps) {
  if (!(error instanceof Problem) || error.status !== 409) return <ProblemNote error={error} />
  return <RefusedNote title={title}>{word(error.detail)}</RefusedNote>
}

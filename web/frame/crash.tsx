/** What stands in place of a page that failed: what happened, a way to try again, the number to quote. */
import { Container } from '@mantine/core'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { queryClient } from '../api.ts'
import { ProblemNote } from '../kit/problem.tsx'
import { Problem } from '../problem.ts'
import { NotFound } from './not-found.tsx'

export function Crash({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  if (error instanceof Problem && error.status === 404) return <NotFound />

  const retry = () => {
    void queryClient.resetQueries({ predicate: ({ state }) => state.status === 'error' })
    reset()
    void router.invalidate()
  }
  return (
    <Container size="sm" py="xl">
      <ProblemNote error={error} onRetry={retry} />
    </Container>
  )
}

/** Under a list that comes in pages: brings the next page when it scrolls into view, or by its button. */
import { Trans } from '@lingui/react/macro'
import { Button, Center } from '@mantine/core'
import { useIntersection } from '@mantine/hooks'
import { useEffect } from 'react'

interface LoadMoreProps {
  /** an infinite query */
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; isError: boolean; fetchNextPage: () => Promise<unknown> }
}

export function LoadMore({ query }: LoadMoreProps) {
  const { ref, entry } = useIntersection({ rootMargin: '400px' })
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = query
  const isInView = entry?.isIntersecting ?? false
  useEffect(() => {
    if (isInView && hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage()
  }, [isInView, hasNextPage, isFetchingNextPage, isError, fetchNextPage])
  if (!hasNextPage) return null

  return (
    <Center ref={ref} mt="md">
      <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        <Trans>Load more</Trans>
      </Button>
    </Center>
  )
}

/** How pages follow one another: hand it to `$api.useInfiniteQuery`. The first page has no cursor; undefined would be sent as 0. */
export const BY_CURSOR = {
  pageParamName: 'cursor',
  initialPageParam: null,
  getNextPageParam: (last: { nextCursor: string | null }) => last.nextCursor ?? undefined,
}

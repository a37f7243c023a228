/** Under a list that comes in pages: loads the next one. */
import { Trans } from '@lingui/react/macro'
import { Button, Center } from '@mantine/core'

interface LoadMoreProps {
  /** the useInfiniteQuery of the list */
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

export function LoadMore({ list }: LoadMoreProps) {
  if (!list.hasNextPage) return null
  return (
    <Center mt="md">
      <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        <Trans>Show more</Trans>
      </Button>
    </Center>
  )
}

/** The page for an address that leads nowhere, or to something that is not yours. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { Empty } from '../kit/empty.tsx'
import { useTitle } from '../kit/page.tsx'

export function NotFound() {
  const { t } = useLingui()
  useTitle(t`Not found`)
  return (
    <Empty
      drawing="lost"
      isPage
      title={t`There is nothing here`}
      action={
        <Button component="a" href="/" variant="default">
          <Trans>Go to Home</Trans>
        </Button>
      }
    >
      <Trans>The page was moved or removed, or it belongs to a workspace you are not a member of.</Trans>
    </Empty>
  )
}

/** The same outside of the frame, for addresses nobody knows. */
export function NotFoundAnywhere() {
  return (
    <main id="content">
      <NotFound />
    </main>
  )
}

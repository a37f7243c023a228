/** The shape of the frame and of a page while they load. */
import { Skeleton, Stack } from '@mantine/core'
import { useLate } from '../kit/late.ts'
import classes from './frame.module.css'

export function FrameSkeleton() {
  const isLate = useLate()
  return (
    <div className={classes.frame} aria-busy="true">
      <div className={classes.sidebar}>
        {isLate && (
          <Stack p="md" gap="sm">
            <Skeleton height={32} mb="md" />
            <Skeleton height={14} width="55%" />
            <Skeleton height={14} width="45%" />
            <Skeleton height={14} width="60%" />
          </Stack>
        )}
      </div>
      <div className={classes.body}>
        <PageSkeleton />
      </div>
    </div>
  )
}

export function PageSkeleton() {
  const isLate = useLate()
  if (!isLate) return null

  return (
    <Stack px={32} py={28} gap="xs" aria-busy="true" maw="var(--sb-content-width)" w="100%" mx="auto">
      <Skeleton height={22} width={180} />
      <Skeleton height={14} width="min(360px, 80%)" mb="md" />
      <Skeleton height={240} radius="md" />
    </Stack>
  )
}

/** All about one template at the page's side: what it does, what it wants, what is in it; to be tried and used. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Button, Drawer, Group, SegmentedControl, Skeleton } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { CHANNEL_WORDS } from '../../kit/channel-words.ts'
import { useLate } from '../../kit/late.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { useMay, useWorkspace } from '../../me.ts'
import { type Preview, usePreview } from './gallery.ts'
import { CategoryIcon } from './template-card.tsx'
import { CATEGORY_WORDS, useTemplateWords } from './template-words.ts'
import classes from './templates.module.css'
import { UseTemplate } from './use-template.tsx'

const Inside = lazy(() => import('./inside.tsx').then(({ Inside }) => ({ default: Inside })))
const TryIt = lazy(() => import('./try-it.tsx').then(({ TryIt }) => ({ default: TryIt })))

type View = 'about' | 'try'

interface TemplateSheetProps {
  id: string | undefined
  view: View
  onView: (view: View) => void
  onClose: () => void
}

export function TemplateSheet({ id, view, onView, onClose }: TemplateSheetProps) {
  const { t } = useLingui()
  const preview = usePreview(id)
  const wordsOf = useTemplateWords()
  const shown = preview.data
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      position="right"
      size={560}
      title={shown ? wordsOf(shown).name : t`Template`}
      classNames={{ body: classes.sheet, content: classes.sheetContent }}
    >
      <ProblemNote error={preview.error} onRetry={() => void preview.refetch()} />
      {shown ? <Shown preview={shown} view={view} onView={onView} /> : !preview.error && <Waiting />}
    </Drawer>
  )
}

function Shown({ preview, view, onView }: { preview: Preview; view: View; onView: (view: View) => void }) {
  const { t } = useLingui()
  return (
    <>
      <Head preview={preview} />
      <SegmentedControl
        aria-label={t`What is shown of the template`}
        value={view}
        onChange={(word) => onView(word === 'try' ? 'try' : 'about')}
        data={[
          { value: 'about', label: t`What is inside` },
          { value: 'try', label: t`Try it` },
        ]}
      />
      <Suspense fallback={<Waiting />}>
        {view === 'try' ? <TryIt preview={preview} /> : <Inside preview={preview} />}
      </Suspense>
      <Use preview={preview} />
    </>
  )
}

function Head({ preview }: { preview: Preview }) {
  const { _ } = useWords()
  const { description } = useTemplateWords()(preview)
  const { category, channels, publisher } = preview
  return (
    <div>
      <Group gap={12} wrap="nowrap">
        <CategoryIcon category={category} />
        <Group gap={6}>
          <Badge color="teal">{_(CATEGORY_WORDS[category])}</Badge>
          {channels.map((channel) => (
            <Badge key={channel} color="gray">
              {_(CHANNEL_WORDS[channel])}
            </Badge>
          ))}
          <span className={classes.publisher}>
            <Trans>by {publisher}</Trans>
          </span>
        </Group>
      </Group>
      {description && <p className={classes.description}>{description}</p>}
    </div>
  )
}

function Use({ preview }: { preview: Preview }) {
  const { access } = useWorkspace()
  const mayUse = useMay('bots:manage') && access === 'complete'
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={classes.sheetFoot}>
      {mayUse ? (
        <Button onClick={() => setOpen(true)}>
          <Trans>Use template</Trans>
        </Button>
      ) : (
        <span className={classes.publisher}>
          <Trans>Admins and owners can make a bot of it.</Trans>
        </span>
      )}
      <UseTemplate preview={preview} isOpen={isOpen} onClose={() => setOpen(false)} />
    </div>
  )
}

function Waiting() {
  const isLate = useLate()
  return <Skeleton height={280} radius="md" visible={isLate} />
}

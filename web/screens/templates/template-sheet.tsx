/** All about one template at the page's side: what it does, what it wants, what is in it; to be tried and used. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Button, SegmentedControl, Skeleton } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { CHANNEL_WORDS } from '../../kit/channel-words.ts'
import { useLate } from '../../kit/late.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { Sheet, SheetHead, useKept } from '../../kit/sheet.tsx'
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
  const isOpen = id !== undefined
  const kept = useKept(preview.data)
  // another one that still loads is not the last one
  const shown = isOpen ? preview.data : kept
  return (
    <Sheet
      isOpen={isOpen}
      onClose={onClose}
      title={shown ? wordsOf(shown).name : t`Template`}
      foot={shown && <Use preview={shown} />}
    >
      <ProblemNote error={preview.error} onRetry={() => void preview.refetch()} />
      {shown ? <Shown preview={shown} view={view} onView={onView} /> : !preview.error && <Waiting />}
    </Sheet>
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
    </>
  )
}

function Head({ preview }: { preview: Preview }) {
  const { _ } = useWords()
  const { description } = useTemplateWords()(preview)
  const { category, channels, publisher } = preview
  return (
    <SheetHead
      sign={<CategoryIcon category={category} />}
      text={description}
      state={
        <div className={classes.marks}>
          <Badge color="teal">{_(CATEGORY_WORDS[category])}</Badge>
          {channels.map((channel) => (
            <Badge key={channel} color="gray">
              {_(CHANNEL_WORDS[channel])}
            </Badge>
          ))}
          <span className={classes.size}>
            <Trans>by {publisher}</Trans>
          </span>
        </div>
      }
    />
  )
}

function Use({ preview }: { preview: Preview }) {
  const { access } = useWorkspace()
  const mayUse = useMay('bots:manage') && access === 'complete'
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      {mayUse ? (
        <Button onClick={() => setOpen(true)}>
          <Trans>Use template</Trans>
        </Button>
      ) : (
        <span className={classes.size}>
          <Trans>Admins and owners can make a bot of it.</Trans>
        </span>
      )}
      <UseTemplate preview={preview} isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  )
}

function Waiting() {
  const isLate = useLate()
  return <Skeleton height={280} radius="md" visible={isLate} />
}

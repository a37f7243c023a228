/** What is asked over the canvas: a kind of step, a target, words to find, the keys. */
import { useLingui } from '@lingui/react/macro'
import { Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { focusCanvas } from '../canvas/canvas-focus.ts'
import { PaletteDialog } from '../palette/palette-dialog.tsx'
import type { Dialog } from '../store/editor-state.ts'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import { useStepWords } from '../words/step-words.ts'
import { ConnectDialog } from './connect-dialog.tsx'
import { FindDialog } from './find-dialog.tsx'
import { KeysDialog } from './keys-dialog.tsx'

export function Dialogs() {
  const editor = useEditorStore()
  const dialog = useEditor((state) => state.dialog)
  const isSmall = useMediaQuery('(max-width: 40rem)') ?? false
  const titles = useTitles()
  return (
    <Modal
      opened={dialog !== null}
      onClose={() => editor.ask(null)}
      title={dialog ? titles(dialog) : ''}
      size={dialog?.kind === 'keys' ? 'lg' : 'md'}
      fullScreen={isSmall}
      centered={false}
      yOffset="12dvh"
      returnFocus={false}
      onExitTransitionEnd={returnFocus}
    >
      {dialog && <Content dialog={dialog} />}
    </Modal>
  )
}

/** Where nothing else took the focus meanwhile, the keyboard goes on at the canvas. */
function returnFocus(): void {
  setTimeout(() => {
    const { activeElement } = document
    if (!activeElement || activeElement === document.body) focusCanvas()
  }, SOON_MS)
}

/** Until the dialog is out of the page. */
const SOON_MS = 40

function Content({ dialog }: { dialog: Dialog }) {
  switch (dialog.kind) {
    case 'palette':
      return <PaletteDialog {...dialog} />
    case 'connect':
      return <ConnectDialog {...dialog} key={`${dialog.stepId} ${dialog.handle}`} />
    case 'find':
      return <FindDialog />
    case 'keys':
      return <KeysDialog />
  }
}

function useTitles(): (dialog: Dialog) => string {
  const { t } = useLingui()
  const { title } = useStepWords()
  const flow = useEditor((state) => state.flow)
  return (dialog) => {
    if (dialog.kind === 'palette') return t`Add a step`
    if (dialog.kind === 'find') return t`Find in this flow`
    if (dialog.kind === 'keys') return t`Keys of the flow builder`
    const step = flow.steps[dialog.stepId]
    const name = step ? title(step) : ''
    return t`Lead “${name}” elsewhere`
  }
}

/** At the right, or over the page on a phone: the form of the selected step, the test, the problems. */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Drawer, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { focusCanvas, PANEL_ID } from './canvas/canvas-focus.ts'
import { Inspector } from './inspector/inspector.tsx'
import classes from './panel.module.css'
import { ProblemsPanel } from './problems/problems-panel.tsx'
import type { Panel as PanelName } from './store/editor-state.ts'
import { useEditor, useEditorStore } from './store/use-editor.ts'
import { TestPanel } from './test/test-panel.tsx'

export function Panel({ isSheet }: { isSheet: boolean }) {
  const { t } = useLingui()
  const editor = useEditorStore()
  const open = useEditor((state) => state.panel)
  const wasTested = useWasOpen(open === 'test')
  if (isSheet)
    return (
      <Drawer
        opened={open !== null}
        onClose={() => editor.open(null)}
        position="bottom"
        size="92%"
        title={<Title name={open} />}
        padding="md"
        returnFocus
      >
        <div id={PANEL_ID} tabIndex={-1} className={classes.sheet} data-panel-body>
          <Content name={open} hasTest={wasTested} />
        </div>
      </Drawer>
    )
  return (
    <aside
      id={PANEL_ID}
      className={classes.panel}
      data-panel={open ?? undefined}
      hidden={open === null}
      tabIndex={-1}
      aria-label={t`Details`}
    >
      <header className={classes.panelHead}>
        <Tabs open={open} />
        <Tooltip label={t`Close`}>
          <ActionIcon
            aria-label={t`Close`}
            onClick={() => {
              editor.open(null)
              focusCanvas()
            }}
          >
            <IconX size={16} />
          </ActionIcon>
        </Tooltip>
      </header>
      <div className={classes.panelBody} data-panel-body>
        <Content name={open} hasTest={wasTested} />
      </div>
    </aside>
  )
}

/** The chat of a test goes on while one looks at a step. */
function Content({ name, hasTest }: { name: PanelName | null; hasTest: boolean }) {
  return (
    <>
      {name === 'inspector' && <Inspector />}
      {name === 'problems' && <ProblemsPanel />}
      {hasTest && (
        <div hidden={name !== 'test'} className={classes.testBody}>
          <TestPanel />
        </div>
      )}
    </>
  )
}

function useWasOpen(isOpen: boolean): boolean {
  const [was, setWas] = useState(isOpen)
  useEffect(() => {
    if (isOpen) setWas(true)
  }, [isOpen])
  return was || isOpen
}

function Title({ name }: { name: PanelName | null }) {
  if (name === 'test') return <Trans>Test</Trans>
  return name === 'problems' ? <Trans>Problems</Trans> : <Trans>Step</Trans>
}

function Tabs({ open }: { open: PanelName | null }) {
  const { t } = useLingui()
  const editor = useEditorStore()
  const count = useEditor(({ problems }) => problems.length)
  const hasStep = useEditor(({ selection }) => selection.length > 0)
  const tabs: Array<{ name: PanelName; label: string }> = [
    { name: 'inspector', label: hasStep ? t`Step` : t`Flow` },
    { name: 'test', label: t`Test` },
    { name: 'problems', label: t`Problems` },
  ]
  return (
    <div className={classes.tabs}>
      {tabs.map(({ name, label }) => (
        <button
          key={name}
          type="button"
          className={classes.tab}
          aria-pressed={open === name}
          onClick={() => editor.open(name)}
        >
          {label}
          {name === 'problems' && count > 0 && <span className={classes.tabCount}>{count}</span>}
        </button>
      ))}
    </div>
  )
}

/** In the canvas's corner: nearer, farther, all of it, a small map, and putting it in order. */
import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Tooltip } from '@mantine/core'
import { useReducedMotion } from '@mantine/hooks'
import {
  IconChartDots,
  IconLayoutDistributeHorizontal,
  IconMap,
  IconMaximize,
  IconMinus,
  IconPlus,
} from '@tabler/icons-react'
import { Panel, useReactFlow } from '@xyflow/react'
import type { ReactNode } from 'react'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import classes from './canvas.module.css'
import { useShowAll } from './sight.ts'

export function CanvasControls({ hasMap, onMap }: { hasMap: boolean; onMap: () => void }) {
  const { t } = useLingui()
  const editor = useEditorStore()
  const isReadOnly = useEditor((state) => state.isReadOnly)
  const { zoomIn, zoomOut } = useReactFlow()
  const showAll = useShowAll()
  const duration = useReducedMotion() ? 0 : 180
  return (
    <Panel position="bottom-left" className={classes.controls ?? ''}>
      <Control label={t`Zoom out`} onClick={() => void zoomOut({ duration })}>
        <IconMinus size={16} />
      </Control>
      <Control label={t`Zoom in`} onClick={() => void zoomIn({ duration })}>
        <IconPlus size={16} />
      </Control>
      <Control label={t`Show all`} keys="1" onClick={showAll}>
        <IconMaximize size={16} />
      </Control>
      <Control label={t`Small map`} isOn={hasMap} onClick={onMap}>
        <IconMap size={16} />
      </Control>
      {!isReadOnly && (
        <Control label={t`Put in order`} keys="L" onClick={() => void editor.arrange(editor.get().selection)}>
          <IconLayoutDistributeHorizontal size={16} />
        </Control>
      )}
      <CountControl />
    </Panel>
  )
}

/** Shows how many people came to each step, and answered. */
function CountControl() {
  const { t } = useLingui()
  const editor = useEditorStore()
  const isOn = useEditor((state) => state.isCounting)
  return (
    <Control label={t`Numbers of the last 30 days`} isOn={isOn} onClick={() => editor.setCounting(!isOn)}>
      <IconChartDots size={16} />
    </Control>
  )
}

interface ControlProps {
  label: string
  keys?: string
  isOn?: boolean
  onClick: () => void
  children: ReactNode
}

function Control({ label, keys, isOn, onClick, children }: ControlProps) {
  return (
    <Tooltip label={keys ? `${label} (${keys})` : label}>
      <ActionIcon aria-label={label} aria-pressed={isOn} data-on={isOn || undefined} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  )
}

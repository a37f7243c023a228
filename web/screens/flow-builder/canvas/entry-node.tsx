/** Where a flow begins, on the canvas: its start, keywords, a link, a time. */

import { IconPlayerPlay } from '@tabler/icons-react'
import { Handle, type NodeProps, Position } from '@xyflow/react'
import { memo } from 'react'
import { ENTRY_ICONS } from '../inspector/entry-icons.ts'
import { useEntryWords } from '../words/entry-words.ts'
import type { EntryNode as EntryNodeType } from './canvas-graph.ts'
import classes from './nodes.module.css'

export const EntryNode = memo(function EntryNode({ id, data: { entry }, selected }: NodeProps<EntryNodeType>) {
  const { kind, detail } = useEntryWords()(entry)
  const Icon = entry ? ENTRY_ICONS[entry.kind] : IconPlayerPlay
  return (
    // biome-ignore lint/a11y/useSemanticElements: no field set, a place on the canvas
    <div
      id={`node-${id}`}
      role="group"
      aria-label={detail ? `${kind}: ${detail}` : kind}
      className={classes.entry}
      data-selected={selected || undefined}
    >
      <Icon size={16} stroke={1.7} aria-hidden="true" />
      <span className={classes.entryWords}>
        <span>{kind}</span>
        {detail && <span className={classes.entryDetail}>{detail}</span>}
      </span>
      <Handle type="source" id="next" position={Position.Right} className={classes.out} />
    </div>
  )
})

/** A list: its words, and behind a button the rows to pick one from. */
import { Modal } from '@mantine/core'
import { IconList } from '@tabler/icons-react'
import { useState } from 'react'
import type { Choice, Content } from '../../shared/messages.ts'
import classes from './content.module.css'
import type { OnTap } from './content-answers.tsx'
import { Formatted } from './formatted.tsx'

type List = Extract<Content, { kind: 'list' }>

export function ListRows({ content, onTap }: { content: List; onTap: OnTap }) {
  const [isOpen, setOpen] = useState(false)
  const pick = ({ id, label }: Choice) => {
    setOpen(false)
    onTap?.({ kind: 'choice', id, label })
  }
  return (
    <>
      <div className={classes.bubble}>
        <Formatted text={content.text} />
      </div>
      <div className={classes.answers}>
        <button type="button" className={classes.tap} onClick={() => setOpen(true)}>
          <IconList size={14} aria-hidden="true" />
          {content.button}
        </button>
      </div>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={content.button}>
        {content.sections.map((section) => (
          <section key={section.rows.map(({ id }) => id).join()} className={classes.section}>
            {section.title && <h3>{section.title}</h3>}
            {section.rows.map((row) => (
              <button key={row.id} type="button" className={classes.row} disabled={!onTap} onClick={() => pick(row)}>
                <span>{row.label}</span>
                {row.description && <span className={classes.dim}>{row.description}</span>}
              </button>
            ))}
          </section>
        ))}
      </Modal>
    </>
  )
}

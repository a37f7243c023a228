/** The rows of a list, in a sheet behind its button. */
/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import type { Content } from '../../../shared/messages.ts'
import { Dialog } from './dialog.tsx'
import { Icon } from './icons.tsx'
import type { Incoming } from './wire.ts'
import type { Speech } from './words.ts'

interface ListRowsProps {
  list: Extract<Content, { kind: 'list' }>
  words: Speech['words']
  onAnswer: (answer: Incoming) => void
}

export function ListRows({ list, words, onAnswer }: ListRowsProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <div class="buttons">
      <button type="button" class="choice" dir="auto" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="list" size={16} />
        {list.button}
      </button>
      {isOpen && (
        <Dialog kind="sheet" label={list.button} words={words} onClose={() => setOpen(false)}>
          <div class="rows">
            {list.sections.map((section) => (
              <section key={section.rows.map(({ id }) => id).join()}>
                {section.title && <h2 dir="auto">{section.title}</h2>}
                {section.rows.map(({ id, label, description }) => (
                  <button
                    key={id}
                    type="button"
                    class="row"
                    dir="auto"
                    onClick={() => {
                      setOpen(false)
                      onAnswer({ kind: 'choice', id, label })
                    }}
                  >
                    <span>{label}</span>
                    {description && <span class="more">{description}</span>}
                  </button>
                ))}
              </section>
            ))}
          </div>
        </Dialog>
      )}
    </div>
  )
}

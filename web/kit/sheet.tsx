/** One thing from near, at the page's right side: what it is, its parts, and at the foot what it is for. */
import { Drawer, Text, Title } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import classes from './sheet.module.css'

interface SheetProps {
  isOpen: boolean
  title: ReactNode
  /** in pixels */
  size?: number
  /** stays in sight under what scrolls */
  foot?: ReactNode
  onClose: () => void
  children: ReactNode
}

export function Sheet({ isOpen, title, size = 560, foot, onClose, children }: SheetProps) {
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="right"
      size={size}
      padding="lg"
      title={title}
      classNames={{ header: classes.header, title: classes.title, content: classes.content, body: classes.body }}
    >
      {children}
      {foot && <div className={classes.foot}>{foot}</div>}
    </Drawer>
  )
}

/** What was shown, while the sheet that showed it moves away. */
export function useKept<Thing>(thing: Thing | undefined): Thing | undefined {
  const [last, setLast] = useState(thing)
  if (thing !== undefined && thing !== last) setLast(thing)
  return thing ?? last
}

interface SheetHeadProps {
  sign: ReactNode
  text: ReactNode
  /** how it stands */
  state: ReactNode
}

export function SheetHead({ sign, text, state }: SheetHeadProps) {
  return (
    <div className={classes.head}>
      {sign}
      <div>
        {text && <Text className={classes.text}>{text}</Text>}
        {state}
      </div>
    </div>
  )
}

/** A titled part of a sheet or of a panel. */
export function Part({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section>
      <Title order={3} mb={8}>
        {title}
      </Title>
      {children}
    </section>
  )
}

/** A person or a workspace: picture or initials in a colour of their own, name, and a second line. */
import { Badge, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './person.module.css'

interface FaceProps {
  name: string
  photoUrl?: string | null
  size?: 20 | 24 | 28 | 32 | 40 | 64
  /** people are round, workspaces and bots square */
  shape?: 'round' | 'square'
}

export function Face({ name, photoUrl, size = 28, shape = 'round' }: FaceProps) {
  const colour = colourOf(name)
  return (
    <span className={classes.face} data-shape={shape} data-size={size} data-colour={colour} aria-hidden="true">
      {photoUrl ? <img src={photoUrl} alt="" className={classes.photo} /> : initialsOf(name)}
    </span>
  )
}

interface PersonProps extends Omit<FaceProps, 'shape'> {
  email?: string
  /** a short tag after the name, e.g. "You" */
  tag?: string
  /** replaces the e-mail as second line */
  detail?: ReactNode
}

export function Person({ name, photoUrl, email, tag, detail, size = 28 }: PersonProps) {
  const second = detail ?? email
  return (
    <Group gap={10} wrap="nowrap" miw={0}>
      <Face name={name} photoUrl={photoUrl} size={size} />
      <div className={classes.words}>
        <Group gap={6} wrap="nowrap">
          <Text component="span" className={classes.name}>
            {name}
          </Text>
          {tag && (
            <Badge color="gray" size="sm">
              {tag}
            </Badge>
          )}
        </Group>
        {second && (
          <Text component="span" className={classes.second}>
            {second}
          </Text>
        )}
      </div>
    </Group>
  )
}

/** "Olga Ivanova" → "OI", "olga@acme.test" → "O" */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = [...(words[0] ?? '')][0] ?? '?'
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : ''
  return (first + last).toUpperCase()
}

const COLOURS = 8

/** The same name has the same colour everywhere. */
export function colourOf(name: string): number {
  let mixed = 2_166_136_261
  for (const letter of name) mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 16_777_619) >>> 0
  return ((mixed ^ (mixed >>> 15)) >>> 0) % COLOURS
}

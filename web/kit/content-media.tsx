/** Pictures, films, sounds and files as they are said: shown where a browser can, else to be opened. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Modal } from '@mantine/core'
import { IconFile } from '@tabler/icons-react'
import { useState } from 'react'
import type { MessageContent } from '../../shared/conversations.ts'
import { hrefOf, plainOf } from '../../shared/formatting.ts'
import { fileNameOf, shownAs } from '../../shared/message-line.ts'
import classes from './content.module.css'
import { Formatted } from './formatted.tsx'
import { useReader } from './reader.ts'

type Medium = Extract<MessageContent, { url: string }>

/** The address of a picture or film; undefined for what is none of the web. */
export function sourceOf(url: string | undefined): string | undefined {
  const href = url === undefined ? null : hrefOf(url)
  return href && /^https?:/.test(href) ? href : undefined
}

export function Media({ content }: { content: Medium }) {
  const source = sourceOf(content.url)
  const kind = shownAs(content)
  return (
    <figure className={classes.figure}>
      {kind === 'image' && <Picture content={content} source={source} />}
      {kind === 'video' && (
        // biome-ignore lint/a11y/useMediaCaption: people send films without captions; its words stand below.
        <video src={source} controls preload="metadata" />
      )}
      {kind === 'audio' && (
        // biome-ignore lint/a11y/useMediaCaption: people send sounds without captions; its words stand below.
        <audio src={source} controls preload="metadata" />
      )}
      {kind === 'file' && <FileLink content={content} source={source} />}
      {content.text && (
        <figcaption className={classes.bubble}>
          <Formatted text={content.text} />
        </figcaption>
      )}
    </figure>
  )
}

interface PartProps {
  content: Medium
  source: string | undefined
}

function Picture({ content, source }: PartProps) {
  const { t } = useLingui()
  const [isLarge, setLarge] = useState(false)
  const [isBroken, setBroken] = useState(false)
  if (isBroken) return <FileLink content={content} source={source} />
  const words = plainOf(content.text ?? '') || t`Photo`
  const image = <img src={source} alt={words} referrerPolicy="no-referrer" onError={() => setBroken(true)} />
  return (
    <>
      <button type="button" className={classes.picture} onClick={() => setLarge(true)}>
        {image}
      </button>
      <Modal opened={isLarge} onClose={() => setLarge(false)} title={words} size="auto">
        <div className={classes.large}>{image}</div>
      </Modal>
    </>
  )
}

function FileLink({ content, source }: PartProps) {
  const { language } = useReader()
  const name = fileNameOf(content)
  return (
    <a className={classes.file} href={source} target="_blank" rel="noopener noreferrer">
      <IconFile size={20} aria-hidden="true" />
      <span className={classes.stack}>
        <span>{name || <Trans>File</Trans>}</span>
        {content.size !== undefined && <span className={classes.dim}>{sizeOf(content.size, language)}</span>}
      </span>
    </a>
  )
}

/** 1200000 → «1.2 MB» */
export function sizeOf(bytes: number, language: string): string {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte']
  const form = { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 } as const
  return new Intl.NumberFormat(language, form).format(value)
}

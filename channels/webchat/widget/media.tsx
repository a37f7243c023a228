/** Pictures, films, sounds and files in the conversation; a picture opens large. */
/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { plainOf } from '../../../shared/formatting.ts'
import { fileNameOf } from '../../../shared/message-line.ts'
import { Dialog } from './dialog.tsx'
import { Icon } from './icons.tsx'
import type { Media } from './wire-content.ts'
import type { Speech } from './words.ts'

export function MediaView({ media, speech }: { media: Media; speech: Speech }) {
  const [isBroken, setBroken] = useState(false)
  if (media.kind === 'file' || isBroken) return <FileView media={media} speech={speech} />
  const label = plainOf(media.text ?? '') || media.name || undefined
  if (media.kind === 'image') return <Picture media={media} speech={speech} onBroken={() => setBroken(true)} />
  if (media.kind === 'video') {
    return (
      // biome-ignore lint/a11y/useMediaCaption: people send films without captions; its words stand below.
      <video
        class="film"
        src={media.url}
        controls
        playsInline
        preload="metadata"
        aria-label={label}
        onError={() => setBroken(true)}
      />
    )
  }
  return (
    // biome-ignore lint/a11y/useMediaCaption: people send sounds without captions; its words stand below.
    <audio
      class="sound"
      src={media.url}
      controls
      preload="metadata"
      aria-label={label}
      onError={() => setBroken(true)}
    />
  )
}

interface PictureProps {
  media: Media
  speech: Speech
  onBroken: () => void
}

function Picture({ media, speech: { words }, onBroken }: PictureProps) {
  const [isLarge, setLarge] = useState(false)
  const label = plainOf(media.text ?? '') || words.photo
  return (
    <>
      <button type="button" class="picture" aria-label={words.enlarge(label)} onClick={() => setLarge(true)}>
        <img src={media.url} alt={label} referrerpolicy="no-referrer" onError={onBroken} />
      </button>
      {isLarge && (
        <Dialog kind="viewer" label={label} words={words} onClose={() => setLarge(false)}>
          <img src={media.url} alt={label} referrerpolicy="no-referrer" />
        </Dialog>
      )}
    </>
  )
}

function FileView({ media, speech: { words, language } }: { media: Media; speech: Speech }) {
  const name = fileNameOf(media)
  const more = [kindOf(name), media.size === undefined ? '' : sizeOf(media.size, language)].filter(Boolean).join(' · ')
  return (
    <a class="file" href={media.url} target="_blank" rel="noopener noreferrer">
      <Icon name="file" size={24} />
      <span class="lines">
        <span dir="auto">{name || words.file}</span>
        {more && <span class="more">{more}</span>}
      </span>
      <span class="unseen"> {words.newTab}</span>
    </a>
  )
}

/** «offer.pdf» → «PDF» */
function kindOf(name: string): string {
  return (/\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ?? '').toUpperCase()
}

function sizeOf(bytes: number, language: string): string {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte']
  const form = { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 } as const
  return new Intl.NumberFormat(language, form).format(value)
}

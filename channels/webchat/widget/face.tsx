/** The round picture beside a name: the photo or logo, or else initials. */
/** @jsxImportSource preact */
import { useState } from 'preact/hooks'

export function Face({ name, picture, isSmall }: { name: string; picture: string | null; isSmall?: boolean }) {
  const [broken, setBroken] = useState<string | null>(null)
  return (
    <span class={isSmall ? 'face small' : 'face'} aria-hidden="true">
      {picture && picture !== broken ? (
        <img src={picture} alt="" referrerpolicy="no-referrer" onError={() => setBroken(picture)} />
      ) : (
        initialsOf(name)
      )}
    </span>
  )
}

/** Up to two letters: the first of the first and of the last word. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return ends
    .map((word) => [...(word ?? '')].find((sign) => /[\p{L}\p{N}]/u.test(sign)) ?? '')
    .join('')
    .toLocaleUpperCase()
}

/** What the blocks for pictures, videos, sounds and files have in common: all but their name and words. */
import type { z } from 'zod'
import { type Content, type MEDIA, plainText } from '../../shared/messages.ts'
import { type Block, connectPart, titled, way } from '../block.ts'
import { ADDRESS_LIMIT, CAPTION_LIMIT, checkAddress, NAME_LIMIT, readyAddress, readyText } from './message-parts.ts'

type Media = (typeof MEDIA)[number]

export const mediaParts = {
  ...titled,
  url: plainText(ADDRESS_LIMIT).meta({
    label: 'File or web address',
    description: 'May hold {{variables}}',
    control: 'media',
  }),
  text: plainText(CAPTION_LIMIT).optional().meta({
    label: 'Words with it',
    description: 'Also read aloud to those who cannot see it',
    control: 'long-text',
  }),
  name: plainText(NAME_LIMIT).optional().meta({ label: 'Name of the file', control: 'text' }),
  next: way('Then go to'),
}

interface MediaStep {
  block: Media
  url: string
  text?: string | undefined
  name?: string | undefined
  next?: string | undefined
}

type Common = Omit<Block<z.ZodType<MediaStep>>, 'name' | 'schema' | 'palette' | 'connect'> & {
  connect: typeof connectPart
}

/** What is at no web address is left out; its words are said all the same. */
export const mediaBlock: Common = {
  category: 'say',
  waits: false,
  edges: (step) => [{ handle: 'next', label: 'Next', to: step.next }],
  connect: connectPart,
  texts: (step) => [step.url, step.text ?? '', step.name ?? ''],
  fields: () => [],
  flows: () => [],
  gist: (step) => step.text || step.name || step.url,
  check: (step) => checkAddress(step.url, 'url'),
  ready(step, { moveTo }) {
    const url = readyAddress(step.url)
    const [text, name] = [readyText(step.text, CAPTION_LIMIT), readyText(step.name, NAME_LIMIT)]
    const next = moveTo(step.next)
    return {
      enter(turn) {
        const to = url(turn)
        const [caption, fileName] = [text(turn), name(turn)]
        if (to === undefined) turn.say(caption)
        else turn.send(content({ kind: step.block, url: to, text: caption, name: fileName }))
        return next
      },
    }
  },
}

function content({ kind, url, text, name }: { kind: Media; url: string; text: string; name: string }): Content {
  return { kind, url, ...(text && { text }), ...(name && { name }) }
}

/** Shows a picture, and goes on. */
import { z } from 'zod'
import type { Block } from '../block.ts'
import { mediaBlock, mediaParts } from '../block-parts/media-block.ts'

const words = { label: 'Picture', description: 'Shows a picture' }
const ImageStep = z.strictObject({ block: z.literal('image'), ...mediaParts }).meta(words)

export const image: Block<typeof ImageStep> = {
  ...mediaBlock,
  name: 'image',
  schema: ImageStep,
  palette: [{ id: 'image', ...words, icon: 'photo', fresh: () => ({ block: 'image', url: '' }) }],
}

/** Plays a sound or voice message, and goes on. */
import { z } from 'zod'
import type { Block } from '../block.ts'
import { mediaBlock, mediaParts } from '../block-parts/media-block.ts'

const words = { label: 'Sound', description: 'Plays a sound or voice message' }
const AudioStep = z.strictObject({ block: z.literal('audio'), ...mediaParts }).meta(words)

export const audio: Block<typeof AudioStep> = {
  ...mediaBlock,
  name: 'audio',
  schema: AudioStep,
  palette: [{ id: 'audio', ...words, icon: 'volume', fresh: () => ({ block: 'audio', url: '' }) }],
}

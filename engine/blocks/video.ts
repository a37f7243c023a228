/** Shows a video, and goes on. */
import { z } from 'zod'
import type { Block } from '../block.ts'
import { mediaBlock, mediaParts } from '../block-parts/media-block.ts'

const words = { label: 'Video', description: 'Shows a video' }
const VideoStep = z.strictObject({ block: z.literal('video'), ...mediaParts }).meta(words)

export const video: Block<typeof VideoStep> = {
  ...mediaBlock,
  name: 'video',
  schema: VideoStep,
  palette: [{ id: 'video', ...words, icon: 'video', fresh: () => ({ block: 'video', url: '' }) }],
}

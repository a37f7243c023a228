/** Sends a file to download, and goes on. */
import { z } from 'zod'
import type { Block } from '../block.ts'
import { mediaBlock, mediaParts } from '../block-parts/media-block.ts'

const words = { label: 'File', description: 'Sends a file to download' }
const FileStep = z.strictObject({ block: z.literal('file'), ...mediaParts }).meta(words)

export const file: Block<typeof FileStep> = {
  ...mediaBlock,
  name: 'file',
  schema: FileStep,
  palette: [{ id: 'file', ...words, icon: 'paperclip', fresh: () => ({ block: 'file', url: '' }) }],
}

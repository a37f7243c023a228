/** A file; kept as its address, name, kind and size in bytes. */
import type { AskKind } from './ask-kind.ts'

export const file: AskKind = {
  kind: 'file',
  label: 'File upload',
  description: 'Asks for a picture, document or other file',
  icon: 'file-upload',
  parts: {},
  check: () => [],
  ready: () => ({
    retry: 'Please send a file.',
    input: { kind: 'file' },
    read(said) {
      if (said.kind !== 'file') return undefined
      const { url, name, mime, size } = said
      return { value: { url, name, mime, size } }
    },
  }),
}

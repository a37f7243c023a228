/** Reads an upload: one file in a form, and nothing that only says it is one (attack 89). */
import type { Context } from 'hono'
import { FILE_LIMIT } from '../../shared/files.ts'
import { Refusal } from '../errors.ts'
import { type FileContent, readContent } from './content.ts'

/** The one file of a multipart body. Refuses with 415 any other body, with 422 a form without exactly one file, with 413 what is too large. */
export async function uploadOf(c: Context): Promise<FileContent> {
  const type = c.req.header('content-type') ?? ''
  if (!/^multipart\/form-data\s*;/i.test(type)) {
    throw new Refusal('wrong-content-type', 'Send the file as multipart/form-data.')
  }
  const file = await onlyFile(await c.req.arrayBuffer(), type)
  if (file.size > FILE_LIMIT) throw new Refusal('too-large', 'A file may have 10 MB.')
  return readContent(Buffer.from(await file.arrayBuffer()), file.name)
}

async function onlyFile(body: ArrayBuffer, type: string): Promise<File> {
  const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => {
    throw new Refusal('bad-request', 'The form cannot be read.')
  })
  const [part, ...others] = [...form.values()]
  if (part instanceof File && others.length === 0) return part
  throw new Refusal('invalid', 'Send exactly one file.', {
    faults: [{ pointer: '/file', code: 'one-file', message: 'is to be exactly one file' }],
  })
}

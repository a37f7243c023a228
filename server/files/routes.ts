/** The URLs of files: those of a workspace for its team, and the address of each, open to who knows it. */
import { Hono } from 'hono'
import { FilePage, FileQuery, StoredFile } from '../../shared/files.ts'
import { type Inside, idOf, may, open } from '../access/may.ts'
import { spend } from '../access/rates.ts'
import { Refusal } from '../errors.ts'
import { answers, answersFile, answersNothing, takes } from '../route.ts'
import { answerWith } from './answer.ts'
import { addFile, listFiles, openFile, removeFile } from './files.ts'
import { uploadOf } from './upload.ts'

const team = may('flows:edit', { or: 'live-chat:use' })

/** Under /api/workspaces/:workspace. */
export const fileRoutes = new Hono<Inside>()
  .post('/files', team, answers('Add a file, sent as multipart/form-data', StoredFile, 201), async (c) => {
    await spend('file', c.var.person.userId)
    return c.json(await addFile(c.var.actor, await uploadOf(c)), 201)
  })
  .get('/files', team, takes('query', FileQuery), answers('List files, newest first', FilePage), async (c) =>
    c.json(await listFiles(c.var.actor, c.req.valid('query'))),
  )
  .delete('/files/:file', team, answersNothing('Remove a file for good'), async (c) => {
    await removeFile(c.var.actor, idOf(c, 'file'))
    return c.body(null, 204)
  })

/** Under /files. */
export const openFileRoutes = new Hono().get(
  '/:workspace/:key/:name',
  open('who was given the file’s address, which cannot be guessed'),
  answersFile('Show a file', 'application/octet-stream'),
  async (c) => {
    const workspaceId = idOf(c, 'workspace')
    const key = c.req.param('key')
    if (!/^[A-Za-z0-9_-]{43}$/.test(key)) throw new Refusal('not-found')
    const file = await openFile(workspaceId, key)
    return answerWith(workspaceId, file, { isHead: c.req.method === 'HEAD', range: c.req.header('range') })
  },
)

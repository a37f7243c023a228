/** The URLs of files: those of a workspace for its team, and the address of each. */
import { Hono } from 'hono'
import { z } from 'zod'
import { FilePage, FileQuery, StoredFile } from '../../shared/files.ts'
import { credentialsOf } from '../access/credentials.ts'
import { type Inside, idOf, may, open } from '../access/may.ts'
import { spend } from '../access/rates.ts'
import { Refusal } from '../errors.ts'
import { answers, answersFile, answersNothing, takes } from '../route.ts'
import { answerWith } from './answer.ts'
import { addFile, listFiles, removeFile } from './files.ts'
import { openFile } from './open-file.ts'
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

/** What is wrong with a signature sounds the same as no file at all. */
const Signature = z.object({ until: z.string().optional(), sig: z.string().optional() })

/** Under /files. */
export const openFileRoutes = new Hono().get(
  '/:workspace/:key/:name',
  open('who was given the file’s address, which cannot be guessed, and of files that people sent a signed one'),
  takes('query', Signature),
  answersFile('Show a file', 'application/octet-stream'),
  async (c) => {
    const workspaceId = idOf(c, 'workspace')
    const key = c.req.param('key')
    if (!/^[A-Za-z0-9_-]{43}$/.test(key)) throw new Refusal('not-found')
    const { until, sig } = c.req.valid('query')
    const file = await openFile({ workspaceId, key }, { until, sig, credentials: credentialsOf(c) })
    return answerWith(workspaceId, file, { isHead: c.req.method === 'HEAD', range: c.req.header('range') })
  },
)

/** The URLs of workspaces themselves: one's own, and inside one its settings, logo, end, log and keys. */
import { Hono } from 'hono'
import { z } from 'zod'
import { ApiKey, ApiKeyList, ApiKeyMade, NewApiKey } from '../../shared/api-keys.ts'
import { AuditFilter, AuditPage, AuditQuery, AuditVerification } from '../../shared/audit-log.ts'
import { RoleTable } from '../../shared/members.ts'
import { PERMISSIONS, permissionsOf, ROLE_NAMES } from '../../shared/roles.ts'
import {
  BusinessHoursChange,
  CodeSteps,
  NewWorkspace,
  Workspace,
  WorkspaceDeleted,
  WorkspaceDeletion,
  WorkspaceList,
  WorkspaceSettings,
} from '../../shared/workspaces.ts'
import { type Inside, idOf, may, open, type SignedIn, signedIn } from '../access/may.ts'
import { memberAt } from '../access/visitor.ts'
import { Refusal } from '../errors.ts'
import { fileAnswer } from '../file-answer.ts'
import { pictureAnswer, uploadOf } from '../pictures.ts'
import { answers, answersFile, answersNothing, takes } from '../route.ts'
import { createKey, listKeys, revokeKey } from './api-keys.ts'
import { exportAudit, listAudit, recordExport, verifyAudit } from './audit-log.ts'
import { deleteWorkspace, restoreWorkspace } from './deletion.ts'
import { changeLogo, readLogo, removeLogo } from './logo.ts'
import {
  allowCode,
  changeBusinessHours,
  changeSettings,
  createWorkspace,
  listWorkspaces,
  readWorkspace,
} from './workspaces.ts'

const LogoAnswer = z.object({ logoUrl: z.string().nullable() })

/** Under /api/workspaces. */
export const workspacesRoutes = new Hono<SignedIn>()
  .get('/', signedIn('one sees one’s own workspaces'), answers('List my workspaces', WorkspaceList), async (c) =>
    c.json(WorkspaceList.parse({ data: await listWorkspaces(c.var.person), nextCursor: null, hasMore: false })),
  )
  .post(
    '/',
    signedIn('everyone may make a workspace'),
    takes('json', NewWorkspace),
    answers('Create a workspace', Workspace, 201),
    async (c) => c.json(await createWorkspace(c.var.person, c.req.valid('json')), 201),
  )

/** Under /api/workspaces/:workspace. */
export const workspaceRoutes = new Hono<Inside>()
  .get('/', may('workspace:view'), answers('Show the workspace', Workspace), async (c) =>
    c.json(await readWorkspace(c.var.actor)),
  )
  .patch(
    '/',
    may('workspace:manage'),
    takes('json', WorkspaceSettings),
    answers('Change name, time zone or flow theme', Workspace),
    async (c) => c.json(await changeSettings(c.var.actor, c.req.valid('json'))),
  )
  .put(
    '/business-hours',
    may('workspace:manage'),
    takes('json', BusinessHoursChange),
    answers('Change when the business is open', Workspace),
    async (c) => c.json(await changeBusinessHours(c.var.actor, c.req.valid('json').businessHours)),
  )
  .put(
    '/code-steps',
    may('workspace:manage'),
    takes('json', CodeSteps),
    answers('Let flows run code, or not', Workspace),
    async (c) => c.json(await allowCode(c.var.actor, c.req.valid('json').isAllowed)),
  )
  .delete(
    '/',
    may('workspace:manage'),
    takes('json', WorkspaceDeletion),
    answers('Delete the workspace; it can be restored for 30 days', WorkspaceDeleted),
    async (c) => c.json(await deleteWorkspace(c.var.actor, c.req.valid('json').name)),
  )
  .post(
    '/restoration',
    may('workspace:manage', { evenDeleted: true }),
    answers('Restore the deleted workspace', Workspace),
    async (c) => c.json(await restoreWorkspace(c.var.actor)),
  )
  .put('/logo', may('workspace:manage'), answers('Change the logo; send a picture', LogoAnswer), async (c) =>
    c.json(await changeLogo(c.var.actor, await uploadOf(c.req.raw))),
  )
  .delete('/logo', may('workspace:manage'), answersNothing('Remove the logo'), async (c) => {
    await removeLogo(c.var.actor)
    return c.body(null, 204)
  })
  .get('/roles', may('members:view'), answers('Show the role table', RoleTable), (c) =>
    c.json({
      roles: ROLE_NAMES.map((role) => ({ role, permissions: permissionsOf(role) })),
      permissions: [...PERMISSIONS],
    }),
  )
  .get(
    '/audit-log',
    may('audit-log:view'),
    takes('query', AuditQuery),
    answers('List the audit log, newest first', AuditPage),
    async (c) => c.json(await listAudit(c.var.actor, c.req.valid('query'))),
  )
  .get(
    '/audit-log.csv',
    may('audit-log:view'),
    takes('query', AuditFilter),
    answersFile('Export the audit log as CSV', 'text/csv'),
    async (c) => {
      await recordExport(c.var.actor, c.req.valid('query'), 'csv')
      return fileAnswer(exportAudit(c.var.actor, c.req.valid('query'), 'csv'), 'audit-log.csv')
    },
  )
  .get(
    '/audit-log.json',
    may('audit-log:view'),
    takes('query', AuditFilter),
    answersFile('Export the audit log as JSON', 'application/json'),
    async (c) => {
      await recordExport(c.var.actor, c.req.valid('query'), 'json')
      return fileAnswer(exportAudit(c.var.actor, c.req.valid('query'), 'json'), 'audit-log.json')
    },
  )
  .get(
    '/audit-log/verification',
    may('audit-log:view'),
    answers('Prove that the audit log is whole', AuditVerification),
    async (c) => c.json(await verifyAudit(c.var.actor.workspaceId)),
  )
  .get('/api-keys', may('api-keys:manage'), answers('List the API keys', ApiKeyList), async (c) =>
    c.json({ data: ApiKey.array().parse(await listKeys(c.var.actor)), nextCursor: null, hasMore: false }),
  )
  .post(
    '/api-keys',
    may('api-keys:manage'),
    takes('json', NewApiKey),
    answers('Create an API key, shown this once', ApiKeyMade, 201),
    async (c) => c.json(ApiKeyMade.parse(await createKey(c.var.actor, c.req.valid('json'))), 201),
  )
  .delete('/api-keys/:key', may('api-keys:manage'), answersNothing('Revoke an API key'), async (c) => {
    await revokeKey(c.var.actor, idOf(c, 'key'))
    return c.body(null, 204)
  })

/** Under /api/workspaces/:workspace; the logo also stands in letters, on the invitation page and in the web chat. */
export const logoRoutes = new Hono().get(
  '/logo',
  open('members, and who was given the logo’s own address, which cannot be guessed'),
  answersFile('Show the logo', 'image/webp'),
  async (c) => {
    const workspaceId = idOf(c, 'workspace')
    const logo = await readLogo(workspaceId)
    const isGiven = c.req.query('v') === logo.etag.replaceAll('"', '')
    if (!isGiven && !(await memberAt(c, workspaceId))) throw new Refusal('not-found')
    return pictureAnswer(logo, c.req.header('if-none-match'))
  },
)

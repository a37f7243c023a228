/** URLs of the operators of the installation. */
import { Hono } from 'hono'
import {
  GivePlan,
  Health,
  KeptLetterPage,
  LetterQuery,
  MailTest,
  MailTestResult,
  OperatorUserPage,
  OperatorWorkspace,
  OperatorWorkspacePage,
  SearchQuery,
} from '../../shared/operators.ts'
import { idOf, operators, type SignedIn } from '../access/may.ts'
import { answers, answersNothing, takes } from '../route.ts'
import { readHealth } from './health-report.ts'
import { givePlan, listLetters, listUsers, listWorkspaces, resendLetter, testMail } from './operators.ts'

export const operatorRoutes = new Hono<SignedIn>()
  .get(
    '/operator/letters',
    operators(),
    takes('query', LetterQuery),
    answers('List the letters', KeptLetterPage),
    async (c) => c.json(await listLetters(c.req.valid('query'))),
  )
  .post('/operator/letters/:letter/sending', operators(), answersNothing('Let a letter go out again'), async (c) => {
    await resendLetter(idOf(c, 'letter'))
    return c.body(null, 204)
  })
  .post(
    '/operator/mail-test',
    operators(),
    takes('json', MailTest),
    answers('Send a test letter', MailTestResult),
    async (c) => c.json(await testMail(c.var.person, c.req.valid('json').to)),
  )
  .get(
    '/operator/workspaces',
    operators(),
    takes('query', SearchQuery),
    answers('List all workspaces', OperatorWorkspacePage),
    async (c) => c.json(await listWorkspaces(c.req.valid('query'))),
  )
  .put(
    '/operator/workspaces/:workspace/plan',
    operators(),
    takes('json', GivePlan),
    answers('Give a workspace its plan', OperatorWorkspace),
    async (c) => c.json(await givePlan(c.var.person, idOf(c, 'workspace'), c.req.valid('json'))),
  )
  .get(
    '/operator/users',
    operators(),
    takes('query', SearchQuery),
    answers('List all people', OperatorUserPage),
    async (c) => c.json(await listUsers(c.req.valid('query'))),
  )
  .get('/operator/health', operators(), answers('Show how the installation is', Health), async (c) =>
    c.json(await readHealth()),
  )

/** The URLs of integrations, connected accounts and secrets; under /api/workspaces/:workspace. */
import { Hono } from 'hono'
import { z } from 'zod'
import {
  Connection,
  ConnectionChange,
  IntegrationInfo,
  NewSecret,
  Secret,
  SecretChange,
  SignInAsk,
  SignInPage,
} from '../../shared/integrations.ts'
import { type Inside, idOf, may } from '../access/may.ts'
import { answers, answersNothing, takes } from '../route.ts'
import { connect, disconnect, listIntegrations, reconnect, testConnection } from './connections.ts'
import { beginSignIn } from './oauth.ts'
import { keepSignIn } from './oauth-routes.ts'
import { addSecret, changeSecret, listSecretNames, listSecrets, removeSecret } from './secrets.ts'

const edit = may('flows:edit')
const manage = may('integrations:manage')
const ACCOUNT = '/integrations/:integration/connection'

export const connectionRoutes = new Hono<Inside>()
  .get('/integrations', edit, answers('List integrations and what is connected', IntegrationInfo.array()), async (c) =>
    c.json(await listIntegrations(c.var.actor)),
  )
  .post(ACCOUNT, manage, takes('json', ConnectionChange), answers('Connect an account', Connection, 201), async (c) =>
    c.json(await connect(c.var.actor, c.req.param('integration'), c.req.valid('json').secrets), 201),
  )
  .put(ACCOUNT, manage, takes('json', ConnectionChange), answers('Give the account new keys', Connection), async (c) =>
    c.json(await reconnect(c.var.actor, c.req.param('integration'), c.req.valid('json').secrets)),
  )
  .delete(ACCOUNT, manage, answersNothing('Disconnect the account'), async (c) => {
    await disconnect(c.var.actor, c.req.param('integration'))
    return c.body(null, 204)
  })
  .post(`${ACCOUNT}/test`, manage, answers('Try whether the account works', Connection), async (c) =>
    c.json(await testConnection(c.var.actor, c.req.param('integration'))),
  )
  .post(
    '/integrations/:integration/sign-in',
    manage,
    takes('json', SignInAsk),
    answers('Begin to sign in to an account; opens the page of the provider that asks for consent', SignInPage),
    async (c) => {
      const begun = beginSignIn(c.var.actor, c.req.param('integration'), c.req.valid('json'))
      keepSignIn(c, begun.kept)
      return c.json({ url: begun.url })
    },
  )
  .get('/secret-names', edit, answers('List the names of secrets', z.array(z.string())), async (c) =>
    c.json(await listSecretNames(c.var.actor)),
  )
  .get('/secrets', manage, answers('List secrets, without their values', Secret.array()), async (c) =>
    c.json(await listSecrets(c.var.actor)),
  )
  .post('/secrets', manage, takes('json', NewSecret), answers('Keep a secret', Secret, 201), async (c) =>
    c.json(await addSecret(c.var.actor, c.req.valid('json')), 201),
  )
  .patch(
    '/secrets/:secret',
    manage,
    takes('json', SecretChange),
    answers('Give a secret a new value', Secret),
    async (c) => c.json(await changeSecret(c.var.actor, idOf(c, 'secret'), c.req.valid('json'))),
  )
  .delete('/secrets/:secret', manage, answersNothing('Remove a secret'), async (c) => {
    await removeSecret(c.var.actor, idOf(c, 'secret'))
    return c.body(null, 204)
  })

/** Every URL of Switchboard, on one page. */
import { Hono } from 'hono'
import { descriptionRoutes } from './api-description.ts'
import { billingRoutes } from './billing/routes.ts'
import { flowRoutes } from './bots/flow-routes.ts'
import { botRoutes, starterRoutes } from './bots/routes.ts'
import { packageRoutes, templateRoutes } from './bots/template-routes.ts'
import { channelRoutes } from './channels/routes.ts'
import type { Config } from './config.ts'
import { signInPageRoutes } from './connections/oauth-routes.ts'
import { connectionRoutes } from './connections/routes.ts'
import { channelHookRoutes } from './conversations/channel-hook-routes.ts'
import { contactRoutes } from './conversations/contact-routes.ts'
import { hookRoutes } from './conversations/hook-routes.ts'
import { conversationRoutes } from './conversations/routes.ts'
import { webchatRoutes } from './conversations/webchat-routes.ts'
import { demoRoutes } from './demo/routes.ts'
import { carefulHeaders, counted, knownHost, numbered, plainJson, sameOrigin } from './door.ts'
import { Refusal } from './errors.ts'
import { fileRoutes, openFileRoutes } from './files/routes.ts'
import { healthRoutes } from './health.ts'
import { idempotent } from './idempotency.ts'
import { pages } from './pages.ts'
import { operatorRoutes } from './people/operator-routes.ts'
import { factorRoutes, meRoutes, signInRoutes } from './people/routes.ts'
import { asProblem } from './problem.ts'
import { acceptanceRoutes, invitationRoutes } from './workspaces/invitation-routes.ts'
import { memberRoutes } from './workspaces/member-routes.ts'
import { logoRoutes, workspaceRoutes, workspacesRoutes } from './workspaces/routes.ts'

/** The web server's routes; `config` gives names and limits, the database is opened before. */
export function makeApp(config: Config) {
  const app = new Hono({ strict: true })
  app.onError(asProblem)
  app.notFound(() => {
    throw new Refusal('not-found')
  })
  app.use(numbered, counted, carefulHeaders, knownHost(config))
  app.use('/api/chat/*', plainJson)
  app.route('/api/chat/:publicKey', webchatRoutes) // Before the check of origins: other sites embed it, without cookies.
  app.use('/in/hooks/*', plainJson)
  app.route('/in/hooks', hookRoutes)
  app.route('/in', channelHookRoutes)
  app.use('/api/*', sameOrigin(config), plainJson, idempotent)

  app.route('/api/workspaces', workspacesRoutes)
  app.route('/api/workspaces/:workspace', workspaceRoutes)
  app.route('/api/workspaces/:workspace', logoRoutes)
  app.route('/api/workspaces/:workspace', memberRoutes)
  app.route('/api/workspaces/:workspace', invitationRoutes)
  app.route('/api/workspaces/:workspace', billingRoutes)
  app.route('/api/workspaces/:workspace', packageRoutes)
  app.route('/api/workspaces/:workspace', botRoutes)
  app.route('/api/workspaces/:workspace', flowRoutes)
  app.route('/api/workspaces/:workspace', templateRoutes)
  app.route('/api/workspaces/:workspace', conversationRoutes)
  app.route('/api/workspaces/:workspace', contactRoutes)
  app.route('/api/workspaces/:workspace', fileRoutes)
  app.route('/api/workspaces/:workspace', connectionRoutes)
  app.route('/api/workspaces/:workspace', channelRoutes)
  app.route('/api', signInPageRoutes)
  app.route('/api', starterRoutes)
  app.route('/api', acceptanceRoutes)
  app.route('/api', signInRoutes)
  app.route('/api', meRoutes)
  app.route('/api', factorRoutes)
  app.route('/api', operatorRoutes)
  app.route('/api', demoRoutes)

  app.route('/files', openFileRoutes)
  app.route('/', healthRoutes(config))
  app.route('/', descriptionRoutes(app))
  app.route('/', pages)
  return app
}

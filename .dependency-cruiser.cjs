/** The order of the rooms: never a circle, never a step up. */
const room = (name, above) => ({
  name: `${name}-looks-down-only`,
  severity: 'error',
  from: { path: `^${name}/`, pathNot: '\\.test\\.tsx?$' },
  to: { path: above },
})

/** Inside the server: a room may use the rooms of the lines below it. */
const SERVER = [
  ['main'],
  ['app', 'worker'],
  ['demo'],
  ['conversations'],
  ['channels'],
  ['bots', 'contacts', 'files', 'connections', 'calls', 'workspaces'],
  [
    'people',
    'billing',
    'analytics',
    'webhooks',
    'live',
    'announce',
    'bus',
    'bus-postgres',
    'idempotency',
    'pages',
    'health',
    'api-description',
    'door',
  ],
  ['access'],
  ['db', 'mail', 'pictures', 'csv', 'route', 'cursor', 'problem', 'secrets-keys', 'sandbox'],
  ['errors', 'config', 'crypto', 'log', 'addresses', 'outside', 'outside-headers', 'outside-body'],
]
const inServer = (names) => `^server/(${names.join('|')})(/|\\.ts$)`
const serverOrder = SERVER.slice(1).map((names, index) => ({
  name: `server-${names[0]}-looks-down-only`,
  severity: 'error',
  from: { path: inServer(names), pathNot: '\\.test\\.ts$' },
  to: { path: inServer(SERVER.slice(0, index + 1).flat()) },
}))

module.exports = {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    room('shared', '^(engine|channels|integrations|server|web)/'),
    room('engine', '^(channels|integrations|server|web)/'),
    room('channels', '^(engine|integrations|server|web)/'),
    room('integrations', '^(engine|channels|server|web)/'),
    room('server', '^web/'),
    ...serverOrder,
    {
      name: 'web-knows-no-server',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^server/' },
    },
    {
      name: 'the-bare-database-is-for-few',
      comment: 'Only those who look across workspaces use it; all else goes through in-workspace.ts.',
      severity: 'error',
      from: {
        path: '^server/',
        pathNot:
          '^server/(db|access|people|mail|test)/|^server/(main|worker|bus-postgres|idempotency|health|secrets-keys)\\.ts$|\\.test\\.ts$|^server/.*(deletion|housekeeping|look-ups|lanes|operators)\\.ts$',
      },
      to: { path: '^server/db/database\\.ts$' },
    },
    {
      name: 'one-way-out',
      comment: 'Foreign addresses are reached through outside.ts only.',
      severity: 'error',
      from: {
        path: '^(shared|engine|channels|integrations|server)/',
        pathNot: '^server/outside\\.ts$|^channels/webchat/widget/',
      },
      to: { path: '^(undici|axios|got|node-fetch)$' },
    },
    {
      name: 'not-in-package-json',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    { name: 'cannot-be-found', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|\\.po$|\\.css$' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
}

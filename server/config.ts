/** Every environment variable, read and checked once; `.env.example` is generated from the words beside them. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { PLAN_NAMES } from '../shared/plans.ts'
import { SERVICES } from '../shared/service-urls.ts'
import { readAllowedHost } from './addresses.ts'
import { CannotStart } from './errors.ts'

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)

const httpUrl = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''))

const supportLinks = list.transform((parts, context) =>
  parts.map((part) => {
    const [label, url] = part.split('=', 2).map((word) => word.trim())
    if (label && url && URL.canParse(url) && /^(https?|mailto):/.test(url)) return { label, url }
    context.addIssue({ code: 'custom', message: `«${part}» is not «Label=https://…»` })
    return { label: '', url: '' }
  }),
)

const ranges = list.transform((parts, context) =>
  parts.map((part) => {
    if (!ipaddr.isValidCIDR(part) && !ipaddr.isValid(part)) {
      context.addIssue({ code: 'custom', message: `«${part}» is not an address or range such as 10.0.0.0/8` })
    }
    return part
  }),
)

const allowedHosts = list.transform((parts, context) =>
  parts.flatMap((part) => {
    const allowed = readAllowedHost(part)
    if (!allowed) context.addIssue({ code: 'custom', message: `«${part}» is not «host» or «host:port»` })
    return allowed ? [allowed] : []
  }),
)

const serviceUrls = list.transform((parts, context) =>
  Object.fromEntries(
    parts.map((part) => {
      const [service = '', url = ''] = part.split(/=(.*)/s, 2).map((word) => word.trim())
      if (!Object.hasOwn(SERVICES, service) || !/^https?:\/\//.test(url))
        context.addIssue({ code: 'custom', message: `«${part}» is not «service=https://…»` })
      return [service, url.replace(/\/+$/, '')]
    }),
  ),
)

const secretsKeys = list.transform((parts, context) =>
  parts.map((part) => {
    const [id, key] = part.split(':', 2)
    const bytes = Buffer.from(key ?? '', 'base64')
    if (!id || bytes.length !== 32) {
      context.addIssue({ code: 'custom', message: 'each key is «name:base64 of 32 bytes»' })
    } else if (new Set(bytes).size < 8) {
      context.addIssue({ code: 'custom', message: `the key «${id}» is a placeholder, not a random one` })
    }
    return { id: id ?? '', bytes }
  }),
)

/** The variables. The description becomes the comment in `.env.example`. */
export const VARIABLES = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe('Port of the web server.'),
  HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe(
      'Address to listen on; 0.0.0.0 for all. Behind a reverse proxy on the same machine the default is right.',
    ),
  PUBLIC_URL: httpUrl
    .optional()
    .describe(
      'Address that people use, for links in letters; default http://localhost:PORT. Set it for anything but a trial.',
    ),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'is not a postgresql:// URL')
    .optional()
    .describe('An outside PostgreSQL (15 or newer). Without it the embedded PostgreSQL is started.'),
  DATABASE_CONNECTIONS: z.coerce
    .number()
    .int()
    .min(2)
    .max(500)
    .default(20)
    .describe('Most connections of one process to the database.'),
  DATA_FOLDER: z
    .string()
    .min(1)
    .optional()
    .describe('Where the embedded PostgreSQL and the secrets key live; default: see docs/self-hosting.md.'),
  SECRETS_KEYS: secretsKeys
    .optional()
    .describe(
      'Keys that seal secrets at rest: name:base64,…; the first is used for new secrets. Default: one is made in DATA_FOLDER.',
    ),
  FILES_S3_URL: httpUrl
    .optional()
    .describe(
      'Keeps files in a bucket that speaks S3, at https://s3.example.com; without it they lie in DATA_FOLDER/files. The four below belong to it.',
    ),
  FILES_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,62}$/, 'is not the name of a bucket')
    .optional()
    .describe('The bucket, of this installation alone.'),
  FILES_S3_REGION: z.string().min(1).default('us-east-1').describe('The region that requests are signed for.'),
  FILES_S3_KEY_ID: z
    .string()
    .min(1)
    .optional()
    .describe('Name of the key that may read, write, list and delete there.'),
  FILES_S3_SECRET: z.string().min(1).optional().describe('The secret of that key.'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'is not an smtp:// or smtps:// URL')
    .optional()
    .describe('Sender of letters: smtp://user:password@host:587. Without it letters are only shown.'),
  MAIL_FROM: z.string().min(3).default('Switchboard <switchboard@localhost>').describe('Sender address of letters.'),
  OPERATORS: list.default([]).describe('E-mail addresses of further operators of this installation, by comma.'),
  SIGN_UP: z
    .enum(['open', 'invited'])
    .default('open')
    .describe('Who may sign up: everyone, or only people with an invitation.'),
  DEFAULT_PLAN: z.enum(PLAN_NAMES).default('self-hosted').describe('Plan of a new workspace.'),
  TRUSTED_PROXIES: ranges
    .default([])
    .describe('Addresses or ranges of reverse proxies whose X-Forwarded-For is believed, by comma.'),
  OUTBOUND_ALLOW_HOSTS: allowedHosts
    .default([])
    .describe(
      'Hosts of your own network that flows may call, by comma: host or host:port (another port than 80 and 443 needs naming). This machine itself opens only as localhost:port or 127.0.0.1:port; link-local addresses never do.',
    ),
  SERVICE_URLS: serviceUrls
    .default({})
    .describe(
      'Other base addresses of services, for proxies and tests: telegram=https://…, by comma. The names stand in shared/service-urls.ts.',
    ),
  FACEBOOK_APP_ID: z
    .string()
    .regex(/^\d{5,30}$/, 'is not the number of an app')
    .optional()
    .describe('Your own Facebook app for all workspaces. Without it each workspace brings its own.'),
  FACEBOOK_APP_SECRET: z.string().min(16).optional().describe('The secret of the Facebook app.'),
  GOOGLE_CLIENT_ID: z
    .string()
    .min(10)
    .optional()
    .describe('Your own Google OAuth client for all workspaces. Without it each workspace brings its own.'),
  GOOGLE_CLIENT_SECRET: z.string().min(10).optional().describe('The secret of the Google OAuth client.'),
  SUPPORT_LINKS: supportLinks
    .default([{ label: 'Documentation', url: 'https://github.com/switchboard-chat/switchboard#readme' }])
    .describe('Links beside the user menu: Label=https://…, by comma.'),
  LOG_LEVEL: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'])
    .default('info')
    .describe('How much is written to the log.'),
  METRICS_TOKEN: z.string().min(16).optional().describe('Bearer token for /metrics; without it /metrics answers 404.'),
})

export interface Config extends Omit<z.output<typeof VARIABLES>, 'PUBLIC_URL'> {
  PUBLIC_URL: string
  /** Where files lie, if not on the disk. */
  filesBucket?: { url: string; bucket: string; region: string; keyId: string; secret: string }
  /** Whether people reach us over https; cookies are then marked Secure. */
  isHttps: boolean
}

/** Reads and checks the environment; NAME_FILE gives a variable from a file. Throws CannotStart with every fault in one sentence. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given: Record<string, string> = {}
  for (const name of Object.keys(VARIABLES.shape)) {
    const value = environment[name] || fromFile(name, environment[`${name}_FILE`])
    if (value) given[name] = value
  }

  const read = VARIABLES.safeParse(given)
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new CannotStart(`The configuration is not right: ${faults.join('; ')}.`)
  }
  const publicUrl = read.data.PUBLIC_URL ?? `http://localhost:${read.data.PORT}`
  const bucket = bucketOf(read.data)
  const isHttps = publicUrl.startsWith('https:')
  return { ...read.data, PUBLIC_URL: publicUrl, isHttps, ...(bucket && { filesBucket: bucket }) }
}

function bucketOf(given: z.output<typeof VARIABLES>): Config['filesBucket'] {
  const { FILES_S3_URL: url, FILES_S3_BUCKET: bucket, FILES_S3_KEY_ID: keyId, FILES_S3_SECRET: secret } = given
  if (url && bucket && keyId && secret) return { url, bucket, keyId, secret, region: given.FILES_S3_REGION }
  if (!url && !bucket && !keyId && !secret) return undefined
  throw new CannotStart(
    'The configuration is not right: FILES_S3_URL, FILES_S3_BUCKET, FILES_S3_KEY_ID and FILES_S3_SECRET go together.',
  )
}

function fromFile(name: string, path: string | undefined): string | undefined {
  if (!path) return undefined
  try {
    return readFileSync(resolve(path), 'utf8').trim()
  } catch {
    throw new CannotStart(`The configuration is not right: ${name}_FILE names ${path}, which cannot be read.`)
  }
}

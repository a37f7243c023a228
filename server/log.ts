/** The log: JSON lines on standard output, without secrets. */
import pino from 'pino'

const LEVELS = ['silent', 'error', 'warn', 'info', 'debug']
const asked = process.env.LOG_LEVEL ?? ''

/** Its level is set anew by the configuration, which also refuses one that does not exist. */
export const log = pino({
  level: LEVELS.includes(asked) ? asked : 'info',
  base: null,
  redact: {
    paths: ['*.password', '*.token', '*.secret', '*.authorization', '*.cookie', 'err.parameters', 'err.where'],
    censor: '[hidden]',
  },
})

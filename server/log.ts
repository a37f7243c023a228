/** The log: JSON lines on standard output, without secrets. */
import pino from 'pino'

export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: null,
  redact: {
    paths: ['*.password', '*.token', '*.secret', '*.authorization', '*.cookie', 'err.parameters', 'err.where'],
    censor: '[hidden]',
  },
})

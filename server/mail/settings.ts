/** What the configuration says about letters: the sender, the way out, and the address that links lead to. */
import type { Config } from '../config.ts'

type MailSettings = Pick<Config, 'PUBLIC_URL' | 'SMTP_URL' | 'MAIL_FROM'>

let settings: MailSettings = {
  PUBLIC_URL: 'http://localhost:3000',
  SMTP_URL: undefined,
  MAIL_FROM: 'Switchboard <switchboard@localhost>',
}

/** Tells how letters leave. */
export function setMailSettings(given: MailSettings): void {
  settings = given
}

/** The present settings of letters. */
export function mailSettings(): MailSettings {
  return settings
}

/** Whether letters are sent; otherwise they are only kept for operators to read. */
export function isMailSent(): boolean {
  return settings.SMTP_URL !== undefined
}

/** The full address of one of our pages, such as `/invitation/…`; made from the configuration alone (attack 62). */
export function linkTo(path: `/${string}`): string {
  return settings.PUBLIC_URL + path
}

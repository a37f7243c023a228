/** Every kind of letter, and what each has to be told. */
import type { Role } from '../../../shared/roles.ts'

export interface LetterValues {
  'verify-email': { name: string; link: string }
  'already-registered': { name: string; link: string; resetLink: string }
  'reset-password': { name: string; link: string }
  'password-changed': { name: string; resetLink: string }
  'confirm-email-change': { name: string; link: string }
  'email-changed': { name: string; newEmail: string }
  'two-factor-changed': { name: string; isOn: boolean; resetLink: string }
  'passkey-added': { name: string; passkey: string; resetLink: string }
  'account-deleted': { name: string }
  invitation: { workspaceName: string; inviterName: string; role: Role; message: string; link: string; days: number }
  'ownership-offer': { workspaceName: string; fromName: string; link: string; days: number }
  'workspace-deleted': { workspaceName: string; byName: string; link: string; restorableUntil: string }
  'limit-neared': { workspaceName: string; resource: 'bots' | 'contacts' | 'members'; percent: number; link: string }
  'flow-notice': { workspaceName: string; botName: string; contactName: string; text: string; link: string }
  'flow-mail': { workspaceName: string; subject: string; text: string }
  'mail-test': Record<string, never>
}

export type LetterKind = keyof LetterValues
export type Language = 'en' | 'de' | 'es'

/** What a letter says, before it is laid out. A paragraph is plain text; nothing in it is read as markup. */
export interface Words {
  subject: string
  heading: string
  paragraphs: string[]
  /** Somebody else's words, set apart. */
  quote?: string
  button?: { label: string; link: string }
  /** A smaller line after the button. */
  note?: string
  footer: string
}

/** The words of every kind in one language. */
/** Without a footer of its own a letter has that of the language. */
export type Speech = { [K in LetterKind]: (values: LetterValues[K]) => Omit<Words, 'footer'> & { footer?: string } }

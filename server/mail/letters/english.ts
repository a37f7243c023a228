/** The letters in English. */
import type { Speech } from './kinds.ts'

const ROLE = { owner: 'Owner', admin: 'Admin', member: 'Member' }
const RESOURCE = { bots: 'bots', contacts: 'bot users', members: 'members' }
const IGNORE = 'If this was not you, you need not do anything: nothing happens without the link.'
const notYou = (link: string) => `If this was not you, choose a new password at once: ${link}`

export const footer = 'You receive this e-mail because of your account or an invitation on Switchboard.'

export const english: Speech = {
  'verify-email': ({ name, link }) => ({
    subject: 'Confirm your e-mail address',
    heading: `Welcome, ${name}`,
    paragraphs: ['Please confirm that this address is yours. The link works once, for 24 hours.'],
    button: { label: 'Confirm address', link },
    note: IGNORE,
  }),
  'already-registered': ({ name, link, resetLink }) => ({
    subject: 'You already have an account',
    heading: `Hello ${name}`,
    paragraphs: [
      'Somebody asked to use this address for an account, but there already is one. You can simply sign in.',
      `Forgot the password? Choose a new one: ${resetLink}`,
    ],
    button: { label: 'Sign in', link },
    note: 'If this was not you, you need not do anything.',
  }),
  'reset-password': ({ name, link }) => ({
    subject: 'Choose a new password',
    heading: `Hello ${name}`,
    paragraphs: ['Choose a new password with the link below. It works once, for 30 minutes.'],
    button: { label: 'Choose a new password', link },
    note: IGNORE,
  }),
  'password-changed': ({ name, resetLink }) => ({
    subject: 'Your password was changed',
    heading: `Hello ${name}`,
    paragraphs: ['The password of your account was changed, and all other sessions were ended.'],
    note: notYou(resetLink),
  }),
  'confirm-email-change': ({ name, link }) => ({
    subject: 'Confirm your new e-mail address',
    heading: `Hello ${name}`,
    paragraphs: [
      'Please confirm that you want to sign in with this address from now on. The link works once, for 24 hours.',
    ],
    button: { label: 'Use this address', link },
    note: IGNORE,
  }),
  'email-changed': ({ name, newEmail }) => ({
    subject: 'Your e-mail address was changed',
    heading: `Hello ${name}`,
    paragraphs: [`Your account now uses the address ${newEmail}. Other sessions were ended.`],
    note: 'If this was not you, tell whoever runs this installation at once.',
  }),
  'two-factor-changed': ({ name, isOn, resetLink }) => ({
    subject: isOn ? 'Two-factor sign-in is on' : 'Two-factor sign-in is off',
    heading: `Hello ${name}`,
    paragraphs: [
      isOn
        ? 'From now on, signing in to your account also asks for a code from your authenticator app.'
        : 'From now on, signing in to your account asks for the password only.',
    ],
    note: notYou(resetLink),
  }),
  'passkey-added': ({ name, passkey, resetLink }) => ({
    subject: 'A passkey was added to your account',
    heading: `Hello ${name}`,
    paragraphs: [`The passkey “${passkey}” can now sign in to your account.`],
    note: notYou(resetLink),
  }),
  'account-deleted': ({ name }) => ({
    subject: 'Your account was deleted',
    heading: `Goodbye, ${name}`,
    paragraphs: ['Your account and everything that was yours alone were deleted, as you asked.'],
  }),
  invitation: ({ workspaceName, inviterName, role, message, link, days }) => ({
    subject: `${inviterName} invites you to ${workspaceName}`,
    heading: `Join ${workspaceName}`,
    paragraphs: [`${inviterName} invites you to the workspace ${workspaceName} on Switchboard, as ${ROLE[role]}.`],
    quote: message,
    button: { label: 'See the invitation', link },
    note: `The invitation is valid for ${days} days and for this address only. If you do not know the sender, ignore it.`,
  }),
  'ownership-offer': ({ workspaceName, fromName, link, days }) => ({
    subject: `${fromName} offers you the ownership of ${workspaceName}`,
    heading: `Become owner of ${workspaceName}`,
    paragraphs: [`${fromName} would like to hand the ownership of the workspace ${workspaceName} over to you.`],
    button: { label: 'See the offer', link },
    note: `The offer is valid for ${days} days.`,
  }),
  'workspace-deleted': ({ workspaceName, byName, link, restorableUntil }) => ({
    subject: `${workspaceName} was deleted`,
    heading: `${workspaceName} was deleted`,
    paragraphs: [`${byName} deleted the workspace ${workspaceName}. Owners can restore it until ${restorableUntil}.`],
    button: { label: 'See your workspaces', link },
  }),
  'limit-neared': ({ workspaceName, resource, percent, link }) => ({
    subject: `${workspaceName} uses ${percent} % of its ${RESOURCE[resource]}`,
    heading: `${percent} % used`,
    paragraphs: [`The workspace ${workspaceName} uses ${percent} % of the ${RESOURCE[resource]} that its plan allows.`],
    button: { label: 'See the usage', link },
  }),
  'flow-notice': ({ workspaceName, botName, contactName, text, link }) => ({
    subject: `${botName}: ${contactName || 'A bot user'} needs you`,
    heading: `A message from ${botName}`,
    paragraphs: [
      `The bot ${botName} of ${workspaceName} sends you this from the chat with ${contactName || 'a bot user'}.`,
    ],
    quote: text,
    button: { label: 'Open the chat', link },
  }),
  'flow-mail': ({ workspaceName, subject, text }) => ({
    subject: subject || workspaceName,
    heading: subject || workspaceName,
    paragraphs: text.split(/(?:\r?\n){2,}/),
    footer: `This e-mail was sent by ${workspaceName}.`,
  }),
  'mail-test': () => ({
    subject: 'A test e-mail',
    heading: 'It works',
    paragraphs: ['This e-mail shows that this installation can send mail.'],
  }),
}

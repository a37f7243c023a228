/** The letters in German. */
import type { Speech } from './kinds.ts'

const ROLE = { owner: 'Inhaber', admin: 'Admin', member: 'Mitglied' }
const RESOURCE = { bots: 'Bots', contacts: 'Bot-Nutzer', members: 'Mitglieder' }
const IGNORE = 'Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Ohne den Link geschieht nichts.'
const notYou = (link: string) => `Wenn Sie das nicht waren, wählen Sie sofort ein neues Passwort: ${link}`

export const footer = 'Sie erhalten diese E-Mail wegen Ihres Kontos oder einer Einladung bei Switchboard.'

export const german: Speech = {
  'verify-email': ({ name, link }) => ({
    subject: 'Bestätigen Sie Ihre E-Mail-Adresse',
    heading: `Willkommen, ${name}`,
    paragraphs: ['Bitte bestätigen Sie, dass diese Adresse Ihnen gehört. Der Link gilt einmal und 24 Stunden lang.'],
    button: { label: 'Adresse bestätigen', link },
    note: IGNORE,
  }),
  'already-registered': ({ name, link, resetLink }) => ({
    subject: 'Sie haben bereits ein Konto',
    heading: `Hallo ${name}`,
    paragraphs: [
      'Jemand wollte mit dieser Adresse ein Konto anlegen, aber es gibt schon eines. Sie können sich einfach anmelden.',
      `Passwort vergessen? Wählen Sie ein neues: ${resetLink}`,
    ],
    button: { label: 'Anmelden', link },
    note: 'Wenn Sie das nicht waren, brauchen Sie nichts zu tun.',
  }),
  'reset-password': ({ name, link }) => ({
    subject: 'Wählen Sie ein neues Passwort',
    heading: `Hallo ${name}`,
    paragraphs: ['Mit dem Link unten wählen Sie ein neues Passwort. Er gilt einmal und 30 Minuten lang.'],
    button: { label: 'Neues Passwort wählen', link },
    note: IGNORE,
  }),
  'password-changed': ({ name, resetLink }) => ({
    subject: 'Ihr Passwort wurde geändert',
    heading: `Hallo ${name}`,
    paragraphs: ['Das Passwort Ihres Kontos wurde geändert, alle anderen Sitzungen wurden beendet.'],
    note: notYou(resetLink),
  }),
  'confirm-email-change': ({ name, link }) => ({
    subject: 'Bestätigen Sie Ihre neue E-Mail-Adresse',
    heading: `Hallo ${name}`,
    paragraphs: [
      'Bitte bestätigen Sie, dass Sie sich künftig mit dieser Adresse anmelden wollen. Der Link gilt einmal und 24 Stunden lang.',
    ],
    button: { label: 'Diese Adresse verwenden', link },
    note: IGNORE,
  }),
  'email-changed': ({ name, newEmail }) => ({
    subject: 'Ihre E-Mail-Adresse wurde geändert',
    heading: `Hallo ${name}`,
    paragraphs: [`Ihr Konto verwendet jetzt die Adresse ${newEmail}. Andere Sitzungen wurden beendet.`],
    note: 'Wenn Sie das nicht waren, informieren Sie sofort die Betreiber dieser Installation.',
  }),
  'two-factor-changed': ({ name, isOn, resetLink }) => ({
    subject: isOn ? 'Zwei-Faktor-Anmeldung ist eingeschaltet' : 'Zwei-Faktor-Anmeldung ist ausgeschaltet',
    heading: `Hallo ${name}`,
    paragraphs: [
      isOn
        ? 'Ab jetzt braucht die Anmeldung auch einen Code aus Ihrer Authenticator-App.'
        : 'Ab jetzt braucht die Anmeldung nur noch das Passwort.',
    ],
    note: notYou(resetLink),
  }),
  'passkey-added': ({ name, passkey, resetLink }) => ({
    subject: 'Ihrem Konto wurde ein Passkey hinzugefügt',
    heading: `Hallo ${name}`,
    paragraphs: [`Mit dem Passkey „${passkey}“ ist jetzt die Anmeldung bei Ihrem Konto möglich.`],
    note: notYou(resetLink),
  }),
  'account-deleted': ({ name }) => ({
    subject: 'Ihr Konto wurde gelöscht',
    heading: `Auf Wiedersehen, ${name}`,
    paragraphs: ['Ihr Konto und alles, was nur zu ihm gehörte, wurden wie gewünscht gelöscht.'],
  }),
  invitation: ({ workspaceName, inviterName, role, message, link, days }) => ({
    subject: `${inviterName} lädt Sie zu ${workspaceName} ein`,
    heading: `Einladung zu ${workspaceName}`,
    paragraphs: [
      `${inviterName} lädt Sie in den Arbeitsbereich ${workspaceName} auf Switchboard ein, als ${ROLE[role]}.`,
    ],
    quote: message,
    button: { label: 'Einladung ansehen', link },
    note: `Die Einladung gilt ${days} Tage und nur für diese Adresse. Wenn Sie den Absender nicht kennen, ignorieren Sie sie.`,
  }),
  'ownership-offer': ({ workspaceName, fromName, link, days }) => ({
    subject: `${fromName} möchte Ihnen ${workspaceName} übergeben`,
    heading: `Inhaber von ${workspaceName} werden`,
    paragraphs: [`${fromName} möchte Ihnen den Arbeitsbereich ${workspaceName} als Inhaber übergeben.`],
    button: { label: 'Angebot ansehen', link },
    note: `Das Angebot gilt ${days} Tage.`,
  }),
  'workspace-deleted': ({ workspaceName, byName, link, restorableUntil }) => ({
    subject: `${workspaceName} wurde gelöscht`,
    heading: `${workspaceName} wurde gelöscht`,
    paragraphs: [
      `${byName} hat den Arbeitsbereich ${workspaceName} gelöscht. Inhaber können ihn bis ${restorableUntil} wiederherstellen.`,
    ],
    button: { label: 'Meine Arbeitsbereiche', link },
  }),
  'limit-neared': ({ workspaceName, resource, percent, link }) => ({
    subject: `${workspaceName}: ${percent} % der ${RESOURCE[resource]} verbraucht`,
    heading: `${percent} % verbraucht`,
    paragraphs: [
      `Der Arbeitsbereich ${workspaceName} nutzt ${percent} % der ${RESOURCE[resource]}, die sein Tarif erlaubt.`,
    ],
    button: { label: 'Verbrauch ansehen', link },
  }),
  'flow-notice': ({ workspaceName, botName, contactName, text, link }) => ({
    subject: `${botName}: ${contactName || 'Ein Bot-Nutzer'} braucht Sie`,
    heading: `Eine Nachricht von ${botName}`,
    paragraphs: [
      `Der Bot ${botName} von ${workspaceName} schickt Ihnen dies aus dem Chat mit ${contactName || 'einem Bot-Nutzer'}.`,
    ],
    quote: text,
    button: { label: 'Chat öffnen', link },
  }),
  'flow-mail': ({ workspaceName, subject, text }) => ({
    subject: subject || workspaceName,
    heading: subject || workspaceName,
    paragraphs: text.split(/(?:\r?\n){2,}/),
    footer: `Diese E-Mail wurde von ${workspaceName} gesendet.`,
  }),
  'mail-test': () => ({
    subject: 'Eine Test-E-Mail',
    heading: 'Es funktioniert',
    paragraphs: ['Diese E-Mail zeigt, dass diese Installation E-Mails senden kann.'],
  }),
}

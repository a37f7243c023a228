/** Every word the widget itself says, in each of its languages. */

interface Words {
  open: string
  openUnread: (count: number) => string
  close: string
  conversation: string
  you: string
  field: string
  placeholder: string
  send: string
  suggestions: string
  sending: string
  sent: string
  failed: string
  retry: string
  lost: string
  loading: string
  unavailable: string
  tryAgain: string
  typing: (name: string) => string
  joined: (name: string) => string
  latest: string
  newTab: string
  left: (count: string) => string
}

const EN: Words = {
  open: 'Open chat',
  openUnread: (count) => (count === 1 ? 'Open chat, 1 unread message' : `Open chat, ${count} unread messages`),
  close: 'Close chat',
  conversation: 'Conversation',
  you: 'You',
  field: 'Your message',
  placeholder: 'Write a message…',
  send: 'Send',
  suggestions: 'Suggested answers',
  sending: 'Sending…',
  sent: 'Sent',
  failed: 'Not sent',
  retry: 'Retry',
  lost: 'Connection lost. Reconnecting…',
  loading: 'Loading the conversation…',
  unavailable: 'The chat cannot be reached right now.',
  tryAgain: 'Try again',
  typing: (name) => `${name} is typing`,
  joined: (name) => `${name} joined the chat`,
  latest: 'Latest messages',
  newTab: '(opens in a new tab)',
  left: (count) => `${count} characters left`,
}

const DE: Words = {
  open: 'Chat öffnen',
  openUnread: (count) =>
    count === 1 ? 'Chat öffnen, 1 ungelesene Nachricht' : `Chat öffnen, ${count} ungelesene Nachrichten`,
  close: 'Chat schließen',
  conversation: 'Unterhaltung',
  you: 'Sie',
  field: 'Nachricht',
  placeholder: 'Nachricht schreiben …',
  send: 'Senden',
  suggestions: 'Vorgeschlagene Antworten',
  sending: 'Wird gesendet …',
  sent: 'Gesendet',
  failed: 'Nicht gesendet',
  retry: 'Erneut senden',
  lost: 'Verbindung unterbrochen. Wird wiederhergestellt …',
  loading: 'Die Unterhaltung wird geladen …',
  unavailable: 'Der Chat ist gerade nicht erreichbar.',
  tryAgain: 'Erneut versuchen',
  typing: (name) => `${name} schreibt`,
  joined: (name) => `${name} ist jetzt im Chat`,
  latest: 'Neueste Nachrichten',
  newTab: '(öffnet sich in einem neuen Tab)',
  left: (count) => `Noch ${count} Zeichen`,
}

const ES: Words = {
  open: 'Abrir el chat',
  openUnread: (count) =>
    count === 1 ? 'Abrir el chat, 1 mensaje sin leer' : `Abrir el chat, ${count} mensajes sin leer`,
  close: 'Cerrar el chat',
  conversation: 'Conversación',
  you: 'Usted',
  field: 'Mensaje',
  placeholder: 'Escribir un mensaje…',
  send: 'Enviar',
  suggestions: 'Respuestas sugeridas',
  sending: 'Enviando…',
  sent: 'Enviado',
  failed: 'No enviado',
  retry: 'Reintentar',
  lost: 'Sin conexión. Reconectando…',
  loading: 'Cargando la conversación…',
  unavailable: 'No se puede acceder al chat en este momento.',
  tryAgain: 'Intentar de nuevo',
  typing: (name) => `${name} está escribiendo`,
  joined: (name) => `${name} se ha unido al chat`,
  latest: 'Últimos mensajes',
  newTab: '(se abre en una pestaña nueva)',
  left: (count) => `Quedan ${count} caracteres`,
}

const LANGUAGES: Readonly<Record<string, Words>> = { en: EN, de: DE, es: ES }

export type Speech = { language: string; words: Words }

/** The first wanted language that we speak, English failing all; `wanted` are tags such as `de-CH`, which dates then follow. */
export function speechFor(wanted: readonly string[]): Speech {
  for (const tag of wanted) {
    const words = LANGUAGES[tag.toLowerCase().split('-')[0] ?? '']
    if (words && isTag(tag)) return { language: tag, words }
  }
  return { language: 'en', words: EN }
}

/** «Today», «Yesterday», or the date. */
export function dayName(at: string, now: Date, language: string): string {
  const then = new Date(at)
  const days = Math.round((startOfDay(then) - startOfDay(now)) / 86_400_000)
  if (days === 0 || days === -1)
    return capital(new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day'))
  const isThisYear = then.getFullYear() === now.getFullYear()
  const form = new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: isThisYear ? undefined : 'numeric',
  })
  return form.format(then)
}

export function clockTime(at: string, language: string): string {
  return new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' }).format(new Date(at))
}

function startOfDay(day: Date): number {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime()
}

function capital(word: string): string {
  return word.charAt(0).toLocaleUpperCase() + word.slice(1)
}

function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0
  } catch {
    return false
  }
}

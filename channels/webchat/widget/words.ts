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
  photo: string
  file: string
  enlarge: (name: string) => string
  shrink: string
  map: string
  previous: string
  next: string
  cards: string
  date: string
  time: string
  datetime: string
  rating: string
  stars: (count: number, most: number) => string
  pick: (least: number, most: number) => string
  chooseFile: string
  orDrop: string
  attach: string
  sendingFile: (name: string) => string
  fileTooLarge: (name: string) => string
  fileNotTaken: (name: string) => string
  fileFailed: (name: string) => string
  dismiss: string
  sharePlace: string
  findingPlace: string
  noPlace: string
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
  photo: 'Photo',
  file: 'File',
  enlarge: (name) => `Show larger: ${name}`,
  shrink: 'Close',
  map: 'Show on a map',
  previous: 'Previous',
  next: 'Next',
  cards: 'Cards',
  date: 'Date',
  time: 'Time',
  datetime: 'Date and time',
  rating: 'Rating',
  stars: (count, most) => `${count} of ${most}`,
  pick: (least, most) => (least === most ? `Pick ${least}` : `Pick ${least || 'up'} to ${most}`),
  chooseFile: 'Choose a file',
  orDrop: 'or drop it here; up to 10 MB',
  attach: 'Attach a file',
  sendingFile: (name) => `Sending ${name}`,
  fileTooLarge: (name) => `${name} has more than 10 MB.`,
  fileNotTaken: (name) => `${name} is not a kind of file that can be sent here.`,
  fileFailed: (name) => `${name} could not be sent. Please try again.`,
  dismiss: 'Dismiss',
  sharePlace: 'Share my location',
  findingPlace: 'Finding your location…',
  noPlace: 'Your location cannot be found. You can write it instead.',
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
  photo: 'Foto',
  file: 'Datei',
  enlarge: (name) => `Größer anzeigen: ${name}`,
  shrink: 'Schließen',
  map: 'Auf der Karte zeigen',
  previous: 'Zurück',
  next: 'Weiter',
  cards: 'Karten',
  date: 'Datum',
  time: 'Uhrzeit',
  datetime: 'Datum und Uhrzeit',
  rating: 'Bewertung',
  stars: (count, most) => `${count} von ${most}`,
  pick: (least, most) =>
    least === most ? `${least} auswählen` : `${least ? `${least} bis` : 'Bis zu'} ${most} auswählen`,
  chooseFile: 'Datei auswählen',
  orDrop: 'oder hierher ziehen; bis 10 MB',
  attach: 'Datei anhängen',
  sendingFile: (name) => `${name} wird gesendet`,
  fileTooLarge: (name) => `${name} hat mehr als 10 MB.`,
  fileNotTaken: (name) => `Dateien wie ${name} können hier nicht gesendet werden.`,
  fileFailed: (name) => `${name} konnte nicht gesendet werden. Bitte erneut versuchen.`,
  dismiss: 'Ausblenden',
  sharePlace: 'Meinen Standort teilen',
  findingPlace: 'Der Standort wird ermittelt …',
  noPlace: 'Der Standort lässt sich nicht ermitteln. Er kann auch geschrieben werden.',
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
  photo: 'Foto',
  file: 'Archivo',
  enlarge: (name) => `Ver más grande: ${name}`,
  shrink: 'Cerrar',
  map: 'Ver en el mapa',
  previous: 'Anterior',
  next: 'Siguiente',
  cards: 'Tarjetas',
  date: 'Fecha',
  time: 'Hora',
  datetime: 'Fecha y hora',
  rating: 'Valoración',
  stars: (count, most) => `${count} de ${most}`,
  pick: (least, most) => (least === most ? `Elegir ${least}` : `Elegir ${least ? `de ${least} a` : 'hasta'} ${most}`),
  chooseFile: 'Elegir un archivo',
  orDrop: 'o soltarlo aquí; hasta 10 MB',
  attach: 'Adjuntar un archivo',
  sendingFile: (name) => `Enviando ${name}`,
  fileTooLarge: (name) => `${name} tiene más de 10 MB.`,
  fileNotTaken: (name) => `Aquí no se pueden enviar archivos como ${name}.`,
  fileFailed: (name) => `No se pudo enviar ${name}. Intente de nuevo.`,
  dismiss: 'Ocultar',
  sharePlace: 'Compartir mi ubicación',
  findingPlace: 'Buscando la ubicación…',
  noPlace: 'No se puede encontrar la ubicación. También se puede escribir.',
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

/** The letters in Spanish. */
import type { Speech } from './kinds.ts'

const ROLE = { owner: 'propietario', admin: 'administrador', member: 'miembro' }
const RESOURCE = { bots: 'bots', contacts: 'usuarios de bots', members: 'miembros' }
const IGNORE = 'Si no has sido tú, no tienes que hacer nada: sin el enlace no ocurre nada.'
const notYou = (link: string) => `Si no has sido tú, elige ahora mismo una contraseña nueva: ${link}`

export const footer = 'Recibes este correo por tu cuenta o por una invitación en Switchboard.'

export const spanish: Speech = {
  'verify-email': ({ name, link }) => ({
    subject: 'Confirma tu dirección de correo',
    heading: `Te damos la bienvenida, ${name}`,
    paragraphs: ['Confirma que esta dirección es tuya. El enlace sirve una sola vez, durante 24 horas.'],
    button: { label: 'Confirmar la dirección', link },
    note: IGNORE,
  }),
  'already-registered': ({ name, link, resetLink }) => ({
    subject: 'Ya tienes una cuenta',
    heading: `Hola, ${name}`,
    paragraphs: [
      'Alguien ha querido crear una cuenta con esta dirección, pero ya existe una. Puedes iniciar sesión sin más.',
      `¿Has olvidado la contraseña? Elige una nueva: ${resetLink}`,
    ],
    button: { label: 'Iniciar sesión', link },
    note: 'Si no has sido tú, no tienes que hacer nada.',
  }),
  'reset-password': ({ name, link }) => ({
    subject: 'Elige una contraseña nueva',
    heading: `Hola, ${name}`,
    paragraphs: ['Con el enlace de abajo puedes elegir una contraseña nueva. Sirve una sola vez, durante 30 minutos.'],
    button: { label: 'Elegir contraseña', link },
    note: IGNORE,
  }),
  'password-changed': ({ name, resetLink }) => ({
    subject: 'Tu contraseña ha cambiado',
    heading: `Hola, ${name}`,
    paragraphs: ['La contraseña de tu cuenta ha cambiado y las demás sesiones se han cerrado.'],
    note: notYou(resetLink),
  }),
  'confirm-email-change': ({ name, link }) => ({
    subject: 'Confirma tu nueva dirección de correo',
    heading: `Hola, ${name}`,
    paragraphs: [
      'Confirma que quieres iniciar sesión con esta dirección a partir de ahora. El enlace sirve una sola vez, durante 24 horas.',
    ],
    button: { label: 'Usar esta dirección', link },
    note: IGNORE,
  }),
  'email-changed': ({ name, newEmail }) => ({
    subject: 'Tu dirección de correo ha cambiado',
    heading: `Hola, ${name}`,
    paragraphs: [`Tu cuenta usa ahora la dirección ${newEmail}. Las demás sesiones se han cerrado.`],
    note: 'Si no has sido tú, avisa ahora mismo a quien administra esta instalación.',
  }),
  'two-factor-changed': ({ name, isOn, resetLink }) => ({
    subject: isOn
      ? 'El inicio de sesión en dos pasos está activado'
      : 'El inicio de sesión en dos pasos está desactivado',
    heading: `Hola, ${name}`,
    paragraphs: [
      isOn
        ? 'A partir de ahora, para iniciar sesión también hace falta un código de tu aplicación de autenticación.'
        : 'A partir de ahora, para iniciar sesión basta con la contraseña.',
    ],
    note: notYou(resetLink),
  }),
  'passkey-added': ({ name, passkey, resetLink }) => ({
    subject: 'Se ha añadido una llave de acceso a tu cuenta',
    heading: `Hola, ${name}`,
    paragraphs: [`Con la llave de acceso «${passkey}» ya se puede iniciar sesión en tu cuenta.`],
    note: notYou(resetLink),
  }),
  'account-deleted': ({ name }) => ({
    subject: 'Tu cuenta se ha eliminado',
    heading: `Hasta pronto, ${name}`,
    paragraphs: ['Tu cuenta y todo lo que era solo tuyo se han eliminado, como pediste.'],
  }),
  invitation: ({ workspaceName, inviterName, role, message, link, days }) => ({
    subject: `${inviterName} te invita a ${workspaceName}`,
    heading: `Únete a ${workspaceName}`,
    paragraphs: [`${inviterName} te invita al espacio de trabajo ${workspaceName} en Switchboard, como ${ROLE[role]}.`],
    quote: message,
    button: { label: 'Ver la invitación', link },
    note: `La invitación vale ${days} días y solo para esta dirección. Si no conoces a quien la envía, ignórala.`,
  }),
  'ownership-offer': ({ workspaceName, fromName, link, days }) => ({
    subject: `${fromName} te ofrece la propiedad de ${workspaceName}`,
    heading: `Propiedad de ${workspaceName}`,
    paragraphs: [`${fromName} quiere cederte la propiedad del espacio de trabajo ${workspaceName}.`],
    button: { label: 'Ver la oferta', link },
    note: `La oferta vale ${days} días.`,
  }),
  'workspace-deleted': ({ workspaceName, byName, link, restorableUntil }) => ({
    subject: `${workspaceName} se ha eliminado`,
    heading: `${workspaceName} se ha eliminado`,
    paragraphs: [
      `${byName} ha eliminado el espacio de trabajo ${workspaceName}. Los propietarios pueden recuperarlo hasta el ${restorableUntil}.`,
    ],
    button: { label: 'Ver mis espacios', link },
  }),
  'limit-neared': ({ workspaceName, resource, percent, link }) => ({
    subject: `${workspaceName} usa el ${percent} % de sus ${RESOURCE[resource]}`,
    heading: `${percent} % usado`,
    paragraphs: [
      `El espacio de trabajo ${workspaceName} usa el ${percent} % de los ${RESOURCE[resource]} que permite su plan.`,
    ],
    button: { label: 'Ver el uso', link },
  }),
  'flow-notice': ({ workspaceName, botName, contactName, text, link }) => ({
    subject: `${botName}: ${contactName || 'Un usuario del bot'} te necesita`,
    heading: `Un mensaje de ${botName}`,
    paragraphs: [
      `El bot ${botName} de ${workspaceName} te envía esto desde el chat con ${contactName || 'un usuario del bot'}.`,
    ],
    quote: text,
    button: { label: 'Abrir el chat', link },
  }),
  'flow-mail': ({ workspaceName, subject, text }) => ({
    subject: subject || workspaceName,
    heading: subject || workspaceName,
    paragraphs: text.split(/(?:\r?\n){2,}/),
    footer: `Este correo lo envió ${workspaceName}.`,
  }),
  'mail-test': () => ({
    subject: 'Un correo de prueba',
    heading: 'Funciona',
    paragraphs: ['Este correo demuestra que esta instalación puede enviar correo.'],
  }),
}

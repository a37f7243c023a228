/** A name for each part of a message: a uuid that is the same at every try, and that leads back to the message. */

const TAIL = /^(.{32})([0-9a-f]{4})$/

/** Of the first part it is the message's own id. */
export function keyOfPart(messageId: string, part: number): string {
  return messageId.replace(TAIL, (_, head: string, tail: string) => head + mixed(tail, part))
}

/** Whether this names this part of the message. */
export function isKeyOf(key: string, messageId: string, part: number): boolean {
  return key.toLowerCase() === keyOfPart(messageId, part)
}

function mixed(tail: string, part: number): string {
  return (Number.parseInt(tail, 16) ^ (part & 0xffff)).toString(16).padStart(4, '0')
}

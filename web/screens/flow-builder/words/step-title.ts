/** A step without its flow at hand: its id as words. */

/** "ask-name" → "Ask name" */
export function titleOf(stepId: string): string {
  const words = stepId.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Answers that take the same time whether there was something to do or not, so that time tells nothing (attack 45). */
import { setTimeout } from 'node:timers/promises'

/** Well above what writing a letter takes. */
const FLOOR_MS = 60

/** Waits for the work, and at least so long that nobody sees how much it was. A refusal comes at once. */
export async function inEqualTime(work: () => Promise<void>): Promise<void> {
  await Promise.all([work(), setTimeout(FLOOR_MS)])
}

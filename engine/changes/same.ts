/** Whether two pieces of a flow say the same: by content, in whatever order their keys stand. */

/** A key whose value is undefined counts as missing. */
export function isSame(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left) || Array.isArray(right)) return isSameList(left, right)
  const keys = keysOf(left)
  return keys.length === keysOf(right).length && keys.every((key) => isSame(Reflect.get(left, key), partOf(right, key)))
}

function isSameList(left: unknown, right: unknown): boolean {
  if (!Array.isArray(left) || !Array.isArray(right)) return false
  return left.length === right.length && left.every((part, index) => isSame(part, right[index]))
}

function keysOf(value: object): string[] {
  return Object.keys(value).filter((key) => Reflect.get(value, key) !== undefined)
}

function partOf(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
}

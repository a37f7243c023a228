/** Types into a field as a person would, so that the browser's own undo knows of it. */

/** Replaces what stands from `from` to `to`; the caret comes after it, or `select` (places in the inserted text) is selected. */
export function insertText(
  field: HTMLTextAreaElement,
  text: string,
  { from, to, select }: { from: number; to: number; select?: { from: number; to: number } },
): void {
  field.focus()
  field.setSelectionRange(from, to)
  // the only way in which a program's edit can be undone with the keyboard
  if (!document.execCommand('insertText', false, text)) {
    field.setRangeText(text, from, to, 'end')
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const at = select
    ? { from: from + select.from, to: from + select.to }
    : { from: from + text.length, to: from + text.length }
  requestAnimationFrame(() => field.setSelectionRange(at.from, at.to))
}

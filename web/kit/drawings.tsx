/** Small line drawings for pages that have nothing to show; decoration only. */
import classes from './drawings.module.css'

const DRAWINGS = {
  team: (
    <>
      <circle cx="60" cy="34" r="12" className={classes.solid} />
      <path d="M38 74c0-13 9-22 22-22s22 9 22 22" className={classes.solid} />
      <circle cx="26" cy="42" r="8" />
      <path d="M12 72c0-9 5-15 13-15" />
      <circle cx="94" cy="42" r="8" />
      <path d="M108 72c0-9-5-15-13-15" />
      <path d="M92 18h12M98 12v12" className={classes.accent} />
    </>
  ),
  bots: (
    <>
      <rect x="34" y="26" width="52" height="38" rx="10" className={classes.solid} />
      <path d="M60 26V16M46 74h28M52 64v10M68 64v10" />
      <circle cx="60" cy="13" r="3" className={classes.accent} />
      <path d="M48 42v5M72 42v5" className={classes.accent} />
      <path d="M52 54c5 3 11 3 16 0" />
      <path d="M34 40h-8v12h8M86 40h8v12h-8" />
    </>
  ),
  chats: (
    <>
      <path
        d="M18 20h52a6 6 0 0 1 6 6v22a6 6 0 0 1-6 6H38L26 64V54h-8a6 6 0 0 1-6-6V26a6 6 0 0 1 6-6Z"
        className={classes.solid}
      />
      <path d="M84 36h18a6 6 0 0 1 6 6v20a6 6 0 0 1-6 6h-4v9l-10-9H66a6 6 0 0 1-6-6" />
      <path d="M26 33h36M26 42h22" />
      <path d="M78 52h16" className={classes.accent} />
    </>
  ),
  list: (
    <>
      <rect x="22" y="14" width="76" height="60" rx="8" className={classes.solid} />
      <path d="M22 30h76" />
      <circle cx="36" cy="43" r="4" />
      <circle cx="36" cy="60" r="4" />
      <path d="M48 43h36M48 60h24" />
      <path d="M32 22h14" className={classes.accent} />
    </>
  ),
  chart: (
    <>
      <path d="M22 14v58h78" />
      <rect x="34" y="48" width="12" height="24" rx="3" className={classes.solid} />
      <rect x="56" y="36" width="12" height="36" rx="3" className={classes.solid} />
      <rect x="78" y="24" width="12" height="48" rx="3" className={classes.solid} />
      <path d="M32 36l20-14 16 6 24-16" className={classes.accent} />
    </>
  ),
  calm: (
    <>
      <circle cx="60" cy="44" r="30" className={classes.solid} />
      <path d="M46 45l10 10 19-21" className={classes.accent} />
      <path d="M14 44h8M98 44h8M60 4v4M60 80v4" />
    </>
  ),
  search: (
    <>
      <circle cx="54" cy="38" r="24" className={classes.solid} />
      <path d="M72 56l20 20" />
      <path d="M46 38h16" className={classes.accent} />
    </>
  ),
  locked: (
    <>
      <rect x="36" y="38" width="48" height="36" rx="8" className={classes.solid} />
      <path d="M46 38V28a14 14 0 0 1 28 0v10" />
      <path d="M60 52v8" className={classes.accent} />
    </>
  ),
  lost: (
    <>
      <circle cx="24" cy="24" r="8" className={classes.solid} />
      <circle cx="96" cy="64" r="8" className={classes.solid} />
      <path d="M32 24c18 0 16 14 22 20" />
      <path d="M88 64c-12 0-14-4-18-9" />
      <path d="M57 55l10-12M56 43l12 12" className={classes.accent} />
    </>
  ),
} as const

export type DrawingName = keyof typeof DRAWINGS

export function Drawing({ name }: { name: DrawingName }) {
  return (
    <svg width="120" height="88" viewBox="0 0 120 88" className={classes.drawing} aria-hidden="true" focusable="false">
      {DRAWINGS[name]}
    </svg>
  )
}

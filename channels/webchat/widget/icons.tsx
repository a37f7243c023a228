/** The few drawings of the widget. */
/** @jsxImportSource preact */

const PATHS = {
  chat: 'M12 3.5c-5 0-9 3.3-9 7.6 0 2.3 1.2 4.4 3.1 5.8-.1 1.1-.5 2.2-1.3 3.1-.2.2 0 .6.3.5 1.9-.2 3.5-.9 4.7-1.9.7.1 1.4.2 2.2.2 5 0 9-3.4 9-7.7s-4-7.6-9-7.6Z',
  down: 'm6 9.5 6 6 6-6',
  close: 'M6 6l12 12M18 6 6 18',
  send: 'M12 19V5.5M5.5 11.5 12 5l6.5 6.5',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  retry: 'M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 3.5v4h-4',
  alert: 'M12 8v5M12 16.2v.1M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17Z',
  file: 'M13.5 3.5H7a1.5 1.5 0 0 0-1.5 1.5v14A1.5 1.5 0 0 0 7 20.5h10a1.5 1.5 0 0 0 1.5-1.5V8.5ZM13.5 3.5v5h5',
  pin: 'M12 20.5s6.5-5.6 6.5-10.5a6.5 6.5 0 0 0-13 0c0 4.9 6.5 10.5 6.5 10.5ZM12 12.2a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6Z',
  list: 'M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5v.1M4.5 12v.1M4.5 17.5v.1',
  out: 'M9 5H5.5v13.5H19V15M13 4.5h6.5V11M19 5l-8.5 8.5',
  phone:
    'M6.5 4h3l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5v3c0 .8-.7 1.5-1.5 1.5A14 14 0 0 1 5 5.5c0-.8.7-1.5 1.5-1.5Z',
  star: 'm12 3.8 2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8Z',
  clip: 'm19 11.5-7.3 7.3a4.6 4.6 0 0 1-6.5-6.5l7.3-7.3a3 3 0 0 1 4.3 4.3l-7.3 7.2a1.5 1.5 0 0 1-2.1-2.1l6.7-6.7',
  left: 'm14.5 6-6 6 6 6',
  right: 'm9.5 6 6 6-6 6',
} as const

export function Icon({ name, size = 20 }: { name: keyof typeof PATHS; size?: number }) {
  const isSolid = name === 'chat' || name === 'star'
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill={isSolid ? 'currentColor' : 'none'}
        stroke={isSolid ? 'none' : 'currentColor'}
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  )
}

import pg from 'pg'
import { performance } from 'node:perf_hooks'
// time every query by its text head
const stats = new Map<string, { n: number; ms: number; rows: number }>()
const orig = pg.Client.prototype.query
pg.Client.prototype.query = function (this: any, ...args: any[]) {
  const q = args[0]; const text = typeof q === 'string' ? q : q?.text ?? ''
  const t = performance.now()
  const r = (orig as any).apply(this, args)
  if (r?.then) r.then((x: any) => { const k = text.replace(/\s+/g, ' ').trim().replace(/'[0-9a-f-]{36}'/g,'?').slice(0, 70); const s = stats.get(k) ?? { n: 0, ms: 0, rows: 0 }; s.n++; s.ms += performance.now() - t; s.rows += x?.rowCount ?? 0; stats.set(k, s) }, () => {})
  return r
} as any
process.on('exit', () => { for (const [k, s] of [...stats].sort((a, b) => b[1].ms - a[1].ms).slice(0, 22)) console.log(String(s.n).padStart(7), (s.ms / s.n).toFixed(2).padStart(8), 'ms', (s.rows / s.n).toFixed(1).padStart(7), k) })
await import('./.s3run.ts')

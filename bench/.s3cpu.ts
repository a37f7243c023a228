import { startEmbedded } from '../server/db/embedded.ts'
import { migrate } from '../server/db/migrate.ts'
import { openDatabase, closeDatabase } from '../server/db/database.ts'
import { benchTurns } from './turns.ts'
import { rmSync, readdirSync, readFileSync } from 'node:fs'
rmSync('/var/lib/switchboard/s3bench', { recursive: true, force: true })
const e = await startEmbedded({ checkout: '/work/main', dataFolder: '/var/lib/switchboard/s3bench' })
const pm = Number(readFileSync(e.dataFolder + '/' + readdirSync(e.dataFolder).find((n) => readdirSync(e.dataFolder + '/' + n).includes('postmaster.pid')) + '/postmaster.pid', 'utf8').split('\n')[0])
const pgCpu = () => { let t = 0; for (const p of readdirSync('/proc')) { if (!/^\d+$/.test(p)) continue; try { const s = readFileSync(`/proc/${p}/stat`, 'utf8'); const f = s.slice(s.lastIndexOf(')') + 2).split(' '); if (Number(p) === pm || Number(f[1]) === pm) t += Number(f[11]) + Number(f[12]) } catch {} } return t / 100 }
await migrate(e.url); openDatabase(e.url, 20)
let at = 0
const marks: any[] = []
const orig = globalThis.setInterval
const iv = orig(() => { const c = process.cpuUsage(); marks.push([performance.now(), (c.user + c.system) / 1e6, pgCpu()]) }, 250)
for (const f of await benchTurns(e.url)) console.log(JSON.stringify(f))
clearInterval(iv)
// talk window: 4s bare, 1s warm, 4 s talk => from ~5.3s to 9s
const t0 = marks[0][0]; const w = marks.filter((m) => m[0] - t0 > 5500 && m[0] - t0 < 8800)
const [a, b] = [w[0], w[w.length - 1]]
console.log('window s', (b[0] - a[0]) / 1000, 'node cpu', (b[1] - a[1]).toFixed(2), 'pg cpu', (b[2] - a[2]).toFixed(2))
await closeDatabase(); await e.stop(); process.exit(0)

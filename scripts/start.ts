/** `npm start`: builds what is stale, then starts Switchboard. `--demo` fills in the two demo workspaces. */
import { giveUp, run } from '../server/main.ts'
import { buildWhatIsStale } from './build.ts'

try {
  buildWhatIsStale()
  await run(process.argv.slice(2))
} catch (error) {
  giveUp(error)
}

/** `npm start`: builds what is stale, then starts Switchboard. `--demo` fills in the two demo workspaces. */
import { buildWhatIsStale } from './build.ts'

buildWhatIsStale()
// Loaded only now: the server looks for the built files when it is loaded.
const { giveUp, run } = await import('../server/main.ts')
await run(process.argv.slice(2)).catch(giveUp)

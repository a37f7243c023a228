/** Another process on the same database, for tests: what it is asked on one topic it repeats on another. */
import { publish, subscribe } from '../bus.ts'
import { joinOthers } from '../bus-postgres.ts'
import { openDatabase } from '../db/database.ts'

openDatabase(process.argv[2] ?? '', 2)
subscribe('questions', (message) => publish('answers', message))
await joinOthers()
process.stdout.write('listening\n')
setInterval(() => {}, 1000) // Alive while its connection is lost, as a server is.

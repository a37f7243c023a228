/** The named world of the tests: Acme with Olga (owner), Adam (admin) and Mia (member), Globex next door with Rex, and Uma who belongs nowhere. */
import { beforeAll } from 'vitest'
import { ownDatabase } from './db.ts'
import { newMember, newPerson, newWorkspace, nobody, type Someone } from './people.ts'

export { newMember, newPerson, newSession, newWorkspace, type Someone } from './people.ts'

export interface World {
  url: () => string
  olga: Someone
  adam: Someone
  mia: Someone
  rex: Someone
  /** Signed in, verified, member of nothing. */
  uma: Someone
  acme: string
  globex: string
}

/** The world for this test file, in a database of its own. The people are filled in before the first test. */
export function theWorld(): World {
  const { url } = ownDatabase()
  const world: World = {
    url,
    olga: nobody(),
    adam: nobody(),
    mia: nobody(),
    rex: nobody(),
    uma: nobody(),
    acme: '',
    globex: '',
  }
  beforeAll(async () => {
    world.acme = await newWorkspace('Acme')
    world.globex = await newWorkspace('Globex')
    Object.assign(world.olga, await newMember(world.acme, 'Olga', 'owner'))
    Object.assign(world.adam, await newMember(world.acme, 'Adam', 'admin'))
    Object.assign(world.mia, await newMember(world.acme, 'Mia', 'member'))
    Object.assign(world.rex, await newMember(world.globex, 'Rex', 'owner'))
    Object.assign(world.uma, await newPerson('Uma'))
  })
  return world
}

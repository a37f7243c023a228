/** Which keys seal this installation's secrets, and whether they fit what is sealed already. */
import { join } from 'node:path'
import type { Config } from './config.ts'
import { keyFromFile, type SecretsKey, seal, setSecretsKeys, unseal } from './crypto.ts'
import { bare } from './db/database.ts'
import { CannotStart } from './errors.ts'

const CHECK = 'secrets-check'

/** Takes the keys from the configuration, or the installation's own from `folder` (made at the first start). */
export function takeSecretsKeys(config: Config, folder: string): void {
  setSecretsKeys(config.SECRETS_KEYS ?? [ownKey(join(folder, 'secrets.key'))])
}

/** Refuses to start with keys that cannot open what this database holds. */
export async function checkSecretsKeys(): Promise<void> {
  const sealed = seal('fits', CHECK).toString('base64')
  await bare()
    .insertInto('installation')
    .values({ key: CHECK, value: sealed })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await bare().selectFrom('installation').select('value').where('key', '=', CHECK).executeTakeFirstOrThrow()
  try {
    unseal(Buffer.from(row.value, 'base64'), CHECK)
  } catch {
    throw new CannotStart(
      'The secrets key does not fit this database; give the key that was used before in SECRETS_KEYS, or restore secrets.key.',
    )
  }
}

function ownKey(path: string): SecretsKey {
  try {
    return keyFromFile(path)
  } catch (error) {
    if (error instanceof CannotStart) throw error
    throw new CannotStart(`The secrets key ${path} cannot be read or made.`)
  }
}

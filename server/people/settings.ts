/** What people choose for themselves: name, timezone, time format, language, theme (U1, U2). */
import { sql } from 'kysely'
import type { ChangeSettings, Me } from '../../shared/people.ts'
import type { Person } from '../access/actor.ts'
import { forgetEveryone } from '../access/who.ts'
import { bare } from '../db/database.ts'
import { invalid } from '../errors.ts'
import { readMe } from './me.ts'

/** Saves what is given and leaves the rest; of the preferences, those that are named, and null removes one. */
export async function changeSettings(person: Person, change: ChangeSettings): Promise<Me> {
  const { preferences, ...plain } = change
  const merged = preferences && {
    preferences: sql<string>`jsonb_strip_nulls(preferences || ${JSON.stringify(preferences)}::jsonb)`,
  }
  const values = { ...plain, ...merged }
  if (Object.keys(values).length > 0) {
    const saving = bare().updateTable('users').set(values).where('id', '=', person.userId)
    const fits = sql<boolean>`pg_column_size(preferences || ${JSON.stringify(preferences ?? {})}::jsonb) < 20000`
    const { numUpdatedRows } = await saving.where(fits).executeTakeFirst()
    if (numUpdatedRows === 0n) throw invalid('/preferences', 'are too many in all')
  }
  forgetEveryone()
  return readMe(person.userId)
}

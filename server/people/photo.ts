/** A person's photo: kept as a small picture of our own making, seen by those who share a workspace. */
import type { Person } from '../access/actor.ts'
import { spend } from '../access/rates.ts'
import { bare } from '../db/database.ts'
import { Refusal } from '../errors.ts'
import { asPicture, type Picture } from '../pictures.ts'

const SIDE = 256

export async function savePhoto(person: Person, upload: Uint8Array): Promise<void> {
  await spend('picture', person.userId)
  const picture = await asPicture(upload, SIDE)
  await bare()
    .insertInto('userPhotos')
    .values({ userId: person.userId, ...picture })
    .onConflict((conflict) => conflict.column('userId').doUpdateSet({ ...picture }))
    .execute()
}

export async function removePhoto(person: Person): Promise<void> {
  await bare().deleteFrom('userPhotos').where('userId', '=', person.userId).execute()
}

/** The photo of a person with whom I share a workspace, or my own; others' photos do not exist for me (W1). */
export async function readPhoto(person: Person, userId: string): Promise<Picture> {
  const photo = await bare()
    .selectFrom('userPhotos')
    .select(['mime', 'bytes', 'etag'])
    .where('userId', '=', userId)
    .where((row) =>
      row.or([
        row('userId', '=', person.userId),
        row.exists(
          row
            .selectFrom('members as theirs')
            .innerJoin('members as mine', 'mine.workspaceId', 'theirs.workspaceId')
            .innerJoin('workspaces', 'workspaces.id', 'mine.workspaceId')
            .select('theirs.id')
            .where('theirs.userId', '=', userId)
            .where('mine.userId', '=', person.userId)
            .where('workspaces.deletedAt', 'is', null),
        ),
      ]),
    )
    .executeTakeFirst()
  if (!photo) throw new Refusal('not-found')
  return photo
}

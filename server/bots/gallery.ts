/** The gallery of this installation: our own starters, and what workspaces share with all others. */
import { type Kysely, sql } from 'kysely'
import type { z } from 'zod'
import { BotPackage } from '../../engine/pack/package.ts'
import { STARTERS, type Starter } from '../../engine/starters.ts'
import { type GalleryQuery, GalleryTemplate } from '../../shared/templates.ts'
import type { Actor } from '../access/actor.ts'
import { look } from '../db/in-workspace.ts'
import type { DB } from '../db/types.ts'
import { Refusal } from '../errors.ts'
import { packStarter } from './starter-package.ts'
import type { Linked } from './template-links.ts'
import { contentsOf } from './templates.ts'

/** With what is inside, to look at and to try. */
export const Preview = GalleryTemplate.extend({ package: BotPackage })
export type Preview = z.output<typeof Preview>

const MOST_SHOWN = 500

export async function listGallery(actor: Actor, query: GalleryQuery): Promise<GalleryTemplate[]> {
  const rows = await look(actor, (db) => shared(db).orderBy('t.updatedAt', 'desc').limit(MOST_SHOWN).execute())
  const all = [...STARTERS.map(starterPreview), ...rows.map(previewOf)].map((each) => GalleryTemplate.parse(each))
  return all.filter((each) => fits(each, query)).slice(0, MOST_SHOWN)
}

/** One of the gallery, or of the own workspace, whoever else finds it. */
export async function readPreview(actor: Actor, id: string): Promise<Preview> {
  const starter = STARTERS.find((each) => each.id === id)
  if (starter) return starterPreview(starter)
  return previewOf(await findShared(actor, id))
}

/** A template that this actor may install: one of the gallery, or of the own workspace; the latter not with access to certain bots only, since it may be of another one (M3). */
export async function findShared(actor: Actor, id: string): Promise<Linked> {
  if (!UUID.test(id)) throw new Refusal('not-found')
  const row = await look(actor, (db) =>
    (actor.bots ? ofGallery(db) : installable(db, actor.workspaceId)).where('t.id', '=', id).executeTakeFirst(),
  )
  if (!row) throw new Refusal('not-found')
  return { ...row, package: BotPackage.parse(row.package), linkId: null }
}

export function previewOf(found: Omit<Linked, 'workspaceId' | 'linkId' | 'package'> & { package: unknown }): Preview {
  const contents = BotPackage.parse(found.package)
  return Preview.parse({
    ...found,
    id: found.templateId,
    source: 'template',
    ...contentsOf(contents),
    package: contents,
  })
}

function starterPreview(starter: Starter): Preview {
  const contents = packStarter(starter)
  const words = { id: starter.id, source: 'starter', publisher: 'Switchboard', updatedAt: null }
  return Preview.parse({ ...starter, ...words, ...contentsOf(contents), package: contents })
}

function fits({ name, description, category }: GalleryTemplate, query: GalleryQuery): boolean {
  if (query.category && query.category !== category) return false
  const wanted = query.search?.trim().toLowerCase() ?? ''
  return `${name}\n${description}`.toLowerCase().includes(wanted)
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The wall lets rows of other workspaces through only where they are in the gallery; of them nothing but these columns is read. */
function templates(db: Kysely<DB>) {
  return db
    .selectFrom('templates as t')
    .select(['t.id as templateId', 't.name', 't.description', 't.category', 't.publisher', 't.updatedAt', 't.package'])
    .where('t.deletedAt', 'is', null)
}

function shared(db: Kysely<DB>) {
  return templates(db).where('t.visibility', '=', 'gallery')
}

function ofGallery(db: Kysely<DB>) {
  return shared(db).select('t.workspaceId')
}

function installable(db: Kysely<DB>, workspaceId: string) {
  return templates(db)
    .select('t.workspaceId')
    .where((e) => e.or([e('t.visibility', '=', 'gallery'), e('t.workspaceId', '=', workspaceId)]))
    .orderBy(sql`t.workspace_id = ${workspaceId}`, 'desc')
}

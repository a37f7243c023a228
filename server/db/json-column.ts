/** A jsonb column: written as JSON text, read as whatever was written, to be parsed by a schema. */
import type { ColumnType } from 'kysely'

export type JsonColumn = ColumnType<unknown, string, string>

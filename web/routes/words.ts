/** What the search of a URL may hold, where a screen asks for no more than that. */
import { z } from 'zod'

/** A word of the URL; the router reads numbers as numbers, and a search may be one. */
export const word = z.coerce.string().optional().catch(undefined)

export const withToken = z.object({ token: word })

export const withSearch = z.object({ search: word })

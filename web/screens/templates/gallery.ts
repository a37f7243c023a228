/** The gallery as the server tells it, and one template with all that is in it. */
import type { GalleryTemplate, TemplateCategory } from '../../../shared/templates.ts'
import { $api } from '../../api.ts'
import type { paths } from '../../api-types.ts'
import { useWorkspace } from '../../me.ts'
import { useTemplateWords } from './template-words.ts'

const ONE = '/api/workspaces/{workspace}/gallery/{template}'
export type Preview = paths[typeof ONE]['get']['responses'][200]['content']['application/json']

export function useGallery() {
  const { id } = useWorkspace()
  return $api.useQuery('get', '/api/workspaces/{workspace}/gallery', { params: { path: { workspace: id } } })
}

export function usePreview(template: string | undefined) {
  const { id } = useWorkspace()
  const path = { workspace: id, template: template ?? '' }
  return $api.useQuery('get', ONE, { params: { path } }, { enabled: template !== undefined })
}

interface Filters {
  search?: string | undefined
  category?: TemplateCategory | undefined
}

/** By what is read on the card, in the reader's language. */
export function useFits({ search = '', category }: Filters): (template: GalleryTemplate) => boolean {
  const wordsOf = useTemplateWords()
  const wanted = search.trim().toLowerCase()
  return (template) => {
    if (category !== undefined && template.category !== category) return false
    const { name, description } = wordsOf(template)
    return `${name} ${description} ${template.publisher}`.toLowerCase().includes(wanted)
  }
}

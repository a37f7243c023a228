/** The categories that there is something in, to pick one of. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Chip } from '@mantine/core'
import { type GalleryTemplate, TEMPLATE_CATEGORIES, type TemplateCategory } from '../../../shared/templates.ts'
import { CATEGORY_WORDS } from './template-words.ts'
import classes from './templates.module.css'

interface CategoryChipsProps {
  templates: readonly GalleryTemplate[]
  value: TemplateCategory | undefined
  onChange: (category: TemplateCategory | undefined) => void
}

export function CategoryChips({ templates, value, onChange }: CategoryChipsProps) {
  const { t } = useLingui()
  const { _ } = useWords()
  const there = TEMPLATE_CATEGORIES.filter((each) => templates.some(({ category }) => category === each))
  return (
    <Chip.Group value={value ?? ''} onChange={(word) => onChange(there.find((each) => each === word))}>
      <div className={classes.chips} role="radiogroup" aria-label={t`Category`}>
        <Chip value="" size="xs">
          <Trans>All</Trans>
        </Chip>
        {there.map((category) => (
          <Chip key={category} value={category} size="xs">
            {_(CATEGORY_WORDS[category])}
          </Chip>
        ))}
      </div>
    </Chip.Group>
  )
}

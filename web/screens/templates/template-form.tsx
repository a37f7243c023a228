/** The words of a template and who finds it: asked when it is made and when it is changed. */
import { useLingui as useWords } from '@lingui/react'
import { useLingui } from '@lingui/react/macro'
import { Radio, Select, Stack, Textarea, TextInput } from '@mantine/core'
import type { useForm } from '@mantine/form'
import { TEMPLATE_CATEGORIES, type TemplateCategory, type TemplateVisibility } from '../../../shared/templates.ts'
import { CATEGORY_WORDS, VISIBILITY_WORDS } from './template-words.ts'

export interface TemplateValues {
  name: string
  description: string
  category: TemplateCategory
  visibility: TemplateVisibility
}

const VISIBILITIES = ['private', 'link', 'gallery'] as const

export function TemplateForm<Values extends TemplateValues>({ form }: { form: ReturnType<typeof useForm<Values>> }) {
  const { t } = useLingui()
  const { _ } = useWords()
  return (
    <>
      <TextInput
        label={t`Name`}
        data-autofocus
        maxLength={80}
        required
        withAsterisk={false}
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <Textarea
        label={t`Description`}
        description={t`What it does and for whom, in a sentence or two.`}
        maxLength={1000}
        autosize
        minRows={2}
        maxRows={6}
        {...form.getInputProps('description')}
      />
      <Select
        label={t`Category`}
        allowDeselect={false}
        data={TEMPLATE_CATEGORIES.map((each) => ({ value: each, label: _(CATEGORY_WORDS[each]) }))}
        {...form.getInputProps('category')}
      />
      <Radio.Group label={t`Who finds it`} {...form.getInputProps('visibility')}>
        <Stack gap="sm" mt={4}>
          {VISIBILITIES.map((each) => (
            <Radio
              key={each}
              size="xs"
              value={each}
              label={_(VISIBILITY_WORDS[each].label)}
              description={_(VISIBILITY_WORDS[each].detail)}
            />
          ))}
        </Stack>
      </Radio.Group>
    </>
  )
}

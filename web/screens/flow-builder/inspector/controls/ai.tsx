/** What an AI answer may do and give: other flows as its tools, and named parts kept in fields. */
import { useLingui } from '@lingui/react/macro'
import { TagsInput, Textarea, TextInput } from '@mantine/core'
import { z } from 'zod'
import { type ControlProps, textOf } from '../control.ts'
import { useForm } from '../form-context.ts'
import { useDraftOf } from '../from-server.ts'
import { FlowSelect } from './flow.tsx'
import { FieldPicker } from './names.tsx'
import { Rows } from './rows.tsx'

const Tool = z.object({
  name: z.string(),
  description: z.string().catch(''),
  flow: z.string().catch(''),
  inputs: z.array(z.object({ name: z.string(), description: z.string().catch('') })).catch([]),
})
type Tool = z.output<typeof Tool>
const Tools = z.array(Tool).catch([])

export function AiToolsControl({ field, value, set, faultAt }: ControlProps) {
  const { t } = useLingui()
  const tools = Tools.parse(value)
  return (
    <Rows
      label={field.label}
      description={field.description ?? t`Flows the AI may run while it answers, such as looking up an order.`}
      error={faultAt()}
      rows={tools}
      onChange={set}
      nameOf={(index) => tools[index]?.name || t`Tool ${index + 1}`}
      fresh={(rows): Tool => ({ name: `tool_${rows.length + 1}`, description: '', flow: '', inputs: [] })}
      add={t`Add a tool`}
      most={20}
      look="card"
    >
      {(tool, index, setTool) => (
        <ToolFields tool={tool} number={index + 1} onChange={setTool} faultAt={(path) => faultAt(`${index}/${path}`)} />
      )}
    </Rows>
  )
}

interface ToolFieldsProps {
  tool: Tool
  number: number
  onChange: (tool: Tool) => void
  faultAt: (path: string) => string | undefined
}

function ToolFields({ tool, number, onChange, faultAt }: ToolFieldsProps) {
  const { t } = useLingui()
  const { botId, isReadOnly } = useForm()
  const wanted = useDraftOf(botId, tool.flow || undefined)?.flow.inputs ?? []
  const described = tool.inputs
  const setNames = (names: string[]) =>
    onChange({
      ...tool,
      inputs: names.map((name) => described.find((input) => input.name === name) ?? { name, description: '' }),
    })
  return (
    <>
      <TextInput
        label={t`Name of tool ${number}`}
        placeholder="find_order"
        value={tool.name}
        onChange={(event) =>
          onChange({ ...tool, name: event.currentTarget.value.toLowerCase().replaceAll(/[\s-]/g, '_') })
        }
        error={faultAt('name')}
        maxLength={40}
        spellCheck={false}
        readOnly={isReadOnly}
      />
      <Textarea
        label={t`When the AI should use it`}
        value={tool.description}
        onChange={(event) => onChange({ ...tool, description: event.currentTarget.value })}
        error={faultAt('description')}
        maxLength={1000}
        minRows={2}
        readOnly={isReadOnly}
      />
      <FlowSelect
        label={t`Flow that it runs`}
        value={tool.flow}
        isOptional={false}
        onChange={(flow) => onChange({ ...tool, flow: flow ?? '' })}
        error={faultAt('flow')}
      />
      <TagsInput
        label={t`What the AI gives it`}
        description={wanted.length > 0 ? t`The flow wants: ${wanted.map(({ name }) => name).join(', ')}` : undefined}
        data={wanted.map(({ name }) => name)}
        value={described.map(({ name }) => name)}
        onChange={setNames}
        error={faultAt('inputs')}
        readOnly={isReadOnly}
      />
      {described.map((input, at) => (
        <TextInput
          key={input.name}
          size="xs"
          label={t`What ${input.name} is`}
          value={input.description}
          maxLength={500}
          onChange={(event) =>
            onChange({
              ...tool,
              inputs: described.map((each, index) =>
                index === at ? { ...each, description: event.currentTarget.value } : each,
              ),
            })
          }
          readOnly={isReadOnly}
        />
      ))}
    </>
  )
}

const Parts = z
  .array(z.object({ name: z.string(), description: z.string().catch(''), field: z.string().catch('') }))
  .catch([])

export function AiFieldsControl({ field, value, set, faultAt }: ControlProps) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  const parts = Parts.parse(value)
  return (
    <Rows
      label={field.label}
      description={field.description ?? t`Parts that the AI has to answer with, each kept in a field.`}
      error={faultAt()}
      rows={parts}
      onChange={set}
      nameOf={(index) => parts[index]?.name || t`Part ${index + 1}`}
      fresh={(rows) => ({ name: `part_${rows.length + 1}`, description: '', field: `part_${rows.length + 1}` })}
      add={t`Add a part`}
      most={20}
      look="card"
    >
      {(part, index, setPart) => (
        <>
          <TextInput
            label={t`Name of part ${index + 1}`}
            placeholder="city"
            value={part.name}
            onChange={(event) => setPart({ ...part, name: event.currentTarget.value })}
            error={faultAt(`${index}/name`)}
            maxLength={40}
            spellCheck={false}
            readOnly={isReadOnly}
          />
          <TextInput
            label={t`What it is`}
            placeholder={t`The city the person lives in`}
            value={part.description}
            onChange={(event) => setPart({ ...part, description: event.currentTarget.value })}
            error={faultAt(`${index}/description`)}
            maxLength={500}
            readOnly={isReadOnly}
          />
          <FieldPicker
            label={t`Kept in`}
            value={textOf(part.field) || undefined}
            isOptional={false}
            onChange={(name) => name !== undefined && setPart({ ...part, field: name })}
            error={faultAt(`${index}/field`)}
          />
        </>
      )}
    </Rows>
  )
}

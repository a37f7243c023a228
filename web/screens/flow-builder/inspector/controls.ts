/** The control of each kind of part: a schema names it, and the form draws it. */
import type { ComponentType } from 'react'
import type { ControlProps } from './control.ts'
import { AiFieldsControl, AiToolsControl } from './controls/ai.tsx'
import {
  AskKindControl,
  ClearableTextControl,
  DateOrderControl,
  PhoneCountryControl,
  SkipControl,
  TimeoutControl,
} from './controls/ask-parts.tsx'
import { BodyControl } from './controls/body.tsx'
import { BranchesControl } from './controls/branches.tsx'
import { ButtonsControl } from './controls/buttons.tsx'
import { CardsControl } from './controls/cards.tsx'
import { ChoicesControl } from './controls/choices.tsx'
import { CodeControl } from './controls/code.tsx'
import { ConditionControl } from './controls/condition.tsx'
import { DurationControl } from './controls/duration.tsx'
import { FlowControl } from './controls/flow.tsx'
import { FormulaControl } from './controls/formula.tsx'
import { HeadersControl } from './controls/headers.tsx'
import { HoursControl } from './controls/hours.tsx'
import { IntegrationControl } from './controls/integration.tsx'
import { JsonControl } from './controls/json-text.tsx'
import { MappingControl } from './controls/mapping.tsx'
import { MediaControl } from './controls/media.tsx'
import { FieldControl, NameControl, TagControl } from './controls/names.tsx'
import { OutputsControl } from './controls/outputs.tsx'
import { PairsControl } from './controls/pairs.tsx'
import { AssignToControl, MemberControl, NotifyToControl } from './controls/people.tsx'
import {
  LongTextControl,
  NumberControl,
  SelectControl,
  SwitchControl,
  TextControl,
  TitleControl,
} from './controls/plain.tsx'
import { SectionsControl } from './controls/sections.tsx'
import { StepControl } from './controls/step.tsx'
import { WaitControl } from './controls/wait.tsx'
import { WeightsControl } from './controls/weights.tsx'

const CONTROLS: Record<string, ComponentType<ControlProps>> = {
  'ai-fields': AiFieldsControl,
  'ai-tools': AiToolsControl,
  'ask-kind': AskKindControl,
  'assign-to': AssignToControl,
  body: BodyControl,
  branches: BranchesControl,
  buttons: ButtonsControl,
  cards: CardsControl,
  choices: ChoicesControl,
  code: CodeControl,
  condition: ConditionControl,
  'date-order': DateOrderControl,
  duration: DurationControl,
  field: FieldControl,
  flow: FlowControl,
  formula: FormulaControl,
  headers: HeadersControl,
  hours: HoursControl,
  integration: IntegrationControl,
  json: JsonControl,
  'long-text': LongTextControl,
  mapping: MappingControl,
  media: MediaControl,
  member: MemberControl,
  name: NameControl,
  'notify-to': NotifyToControl,
  number: NumberControl,
  outputs: OutputsControl,
  pairs: PairsControl,
  'phone-country': PhoneCountryControl,
  sections: SectionsControl,
  select: SelectControl,
  skip: SkipControl,
  step: StepControl,
  switch: SwitchControl,
  tag: TagControl,
  text: TextControl,
  'text-or-nothing': ClearableTextControl,
  timeout: TimeoutControl,
  title: TitleControl,
  wait: WaitControl,
  weights: WeightsControl,
}

export function controlOf(name: string): ComponentType<ControlProps> {
  return CONTROLS[name] ?? TextControl
}

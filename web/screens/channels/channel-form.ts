/** The form of a channel's keys: checked by the channel's own rules while it is filled in, and once more by the server. */
import { useLingui } from '@lingui/react/macro'
import { useForm } from '@mantine/form'
import { z } from 'zod'
import { CHANNEL_DEFINITIONS } from '../../../channels/definitions.ts'
import type { ChannelInfo } from '../../../shared/channels.ts'
import { useChannelTexts } from '../../kit/channel-texts.ts'
import { faultWords } from '../../kit/faults.ts'
import { Problem } from '../../problem.ts'
import { secretParts } from '../integrations/secret-parts.ts'

export function useChannelForm(info: ChannelInfo) {
  const { t } = useLingui()
  const words = useFaultWords()
  const parts = secretParts(info.form)
  const rule = (key: string, isRequired: boolean) => (text: string) => {
    if (text.trim() === '') return isRequired ? t`Fill this in.` : null
    const fault = faultOf(info, key, text)
    return fault ? words(fault) : null
  }
  const form = useForm({
    initialValues: { form: Object.fromEntries(parts.map(({ key, start }) => [key, start])) },
    validate: { form: Object.fromEntries(parts.map(({ key, isRequired }) => [key, rule(key, isRequired)])) },
    validateInputOnBlur: true,
  })
  return {
    fieldOf: (key: string) => form.getInputProps(`form.${key}`),
    onSubmit: (submit: (values: Record<string, string>) => void) => form.onSubmit((values) => submit(values.form)),
    /** Puts faults under their fields; what no field shows comes back. */
    showRefusal(error: unknown): unknown {
      if (!(error instanceof Problem)) return error
      const faults = error.errors.map((fault) => ({ key: keyOf(fault.pointer), words: words(fault) }))
      const shown = faults.filter(({ key }) => parts.some((part) => part.key === key))
      form.setErrors(Object.fromEntries(shown.map((fault) => [`form.${fault.key}`, fault.words])))
      return faults.length > 0 && shown.length === faults.length ? null : error
    },
  }
}

interface Fault {
  code?: string | undefined
  message: string
}

/** What the channel says of it, else what we say of all faults of this kind. */
function useFaultWords(): (fault: Fault) => string {
  const text = useChannelTexts()
  return ({ code, message }) => {
    const own = text(message)
    return own === message ? faultWords({ pointer: '', code: code ?? 'invalid', message }) : own
  }
}

function faultOf({ name }: ChannelInfo, key: string, text: string): Fault | undefined {
  const part = CHANNEL_DEFINITIONS.find((each) => each.name === name)?.form.shape[key]
  return part instanceof z.ZodType ? part.safeParse(text).error?.issues[0] : undefined
}

/** `/form/token` → `token` */
function keyOf(pointer: string): string {
  return pointer.replace(/^#?\/form\//, '')
}

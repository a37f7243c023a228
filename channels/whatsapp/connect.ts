/** Connects a WhatsApp number, so that what people write to it comes to our address, and lets it go again. */
import { z } from 'zod'
import type { Account, Connected, Done, Hook, Line } from '../channel.ts'
import { granted, graph, refusal, type ThroughFacebook } from '../meta/graph.ts'
import { callbackOf, setCallback } from '../meta/pages.ts'
import type { whatsappDefinition } from './definition.ts'
import { type BusinessNumber, numbersOf } from './numbers.ts'

type WhatsAppLine = Line<typeof whatsappDefinition>
type WhatsAppAccount = Account<typeof whatsappDefinition>
type Form = z.output<(typeof whatsappDefinition)['form']>

const FIELDS = ['messages', 'user_preferences', 'smb_message_echoes'] as const

export async function connect(
  { form, place, hook }: { form: Form; place: string | null; hook: Hook },
  account: WhatsAppAccount,
): Promise<Done<Connected<typeof whatsappDefinition>>> {
  const number = await pick(form, place, account)
  if (!number.ok) return number
  const { id, accountId, shown, name, isRegistered } = number.data
  if (!isRegistered && !form.pin)
    return { ok: false, message: 'The number is not registered with the Cloud API yet. Give it a PIN of six digits.' }
  const app = await hearAtAll(account, hook.url)
  if (!app.ok) return app
  const subscribed = await done(account, { path: `/${accountId}/subscribed_apps`, json: {} })
  if (!subscribed.ok) return subscribed
  const led = await lead(account, id, hook.url)
  if (!led.ok) return led
  if (form.pin) {
    const registered = await done(account, {
      path: `/${id}/register`,
      json: { messaging_product: 'whatsapp', pin: form.pin },
    })
    if (!registered.ok) {
      await letGo(account, { accountId, numberId: id })
      return registered
    }
  }
  return {
    ok: true,
    data: {
      place: id,
      label: [shown, name].filter(Boolean).join(' · ') || id,
      secrets: { accountId, numberId: id },
      registered: [
        { label: 'Callback URL of the number', value: hook.url },
        { label: 'WhatsApp Business account', value: accountId },
        { label: 'Fields', value: FIELDS.join(', ') },
      ],
    },
  }
}

export async function disconnect(line: WhatsAppLine): Promise<void> {
  await letGo(line, line.secrets)
}

const Checked = z.object({
  display_phone_number: z.string().default(''),
  verified_name: z.string().default(''),
  webhook_configuration: z.object({ phone_number: z.string().optional() }).optional(),
})

export async function check(line: WhatsAppLine): Promise<Done<{ label: string }>> {
  const { numberId } = line.secrets
  const answer = await graph(line, {
    path: `/${numberId}`,
    token: line.through.secrets.userToken,
    query: { fields: 'display_phone_number,verified_name,webhook_configuration' },
  })
  const number = granted(answer, Checked)
  if (!number) return { ok: false, message: refusal(answer) }
  const leadsTo = number.webhook_configuration?.phone_number
  if (leadsTo !== undefined && leadsTo !== line.hook.url)
    return { ok: false, message: 'What people write to the number goes to another address than ours.' }
  const { display_phone_number: shown, verified_name: name } = number
  return { ok: true, data: { label: [shown, name].filter(Boolean).join(' · ') || numberId } }
}

async function pick(form: Form, place: string | null, account: WhatsAppAccount): Promise<Done<BusinessNumber>> {
  const numbers = await numbersOf(account, form.account)
  if (!numbers.ok) return numbers
  const wanted = place ?? form.number
  const found = wanted ? numbers.data.find(({ id }) => id === wanted) : numbers.data[0]
  if (!wanted && numbers.data.length > 1)
    return { ok: false, message: 'The account has several numbers; pick the one on which the bot is to speak.' }
  return found ? { ok: true, data: found } : { ok: false, message: 'The Facebook account has no such WhatsApp number.' }
}

/** An app hears nothing before it was told an address; one that it already has stays, since each number can have its own. */
async function hearAtAll(account: ThroughFacebook, url: string): Promise<Done<null>> {
  const object = 'whatsapp_business_account'
  const known = await callbackOf(account, object)
  if (!known.ok) return { ok: false, message: `The app and its secret do not work: ${known.message}` }
  const set = await setCallback(account, { object, fields: FIELDS, url: known.data?.url || url })
  if (!set.ok) return set
  if (!set.data.byHand || known.data?.fields.includes('messages')) return { ok: true, data: null }
  return { ok: false, message: 'Facebook could not reach our address to see that it is ours.' }
}

function lead(account: ThroughFacebook, numberId: string, url: string): Promise<Done<null>> {
  return done(account, {
    path: `/${numberId}`,
    json: {
      webhook_configuration: { override_callback_uri: url, verify_token: account.through.secrets.verifyToken },
    },
  })
}

const Leading = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      webhook_configuration: z.object({ phone_number: z.string().optional() }).optional(),
    }),
  ),
})

/** The business account stays subscribed while another of its numbers leads somewhere. */
async function letGo(
  account: ThroughFacebook,
  { accountId, numberId }: { accountId: string; numberId: string },
): Promise<void> {
  await lead(account, numberId, '')
  const token = account.through.secrets.userToken
  const answer = await graph(account, {
    path: `/${accountId}/phone_numbers`,
    token,
    query: { fields: 'id,webhook_configuration', limit: '100' },
  })
  const others = granted(answer, Leading)?.data.filter(({ id }) => id !== numberId)
  const isAlone = others?.every(({ webhook_configuration: leads }) => !leads?.phone_number)
  if (isAlone) await graph(account, { method: 'DELETE', path: `/${accountId}/subscribed_apps`, token })
}

async function done(account: ThroughFacebook, { path, json }: { path: string; json: unknown }): Promise<Done<null>> {
  const answer = await graph(account, { method: 'POST', path, token: account.through.secrets.userToken, json })
  const isDone = granted(answer, z.object({ success: z.literal(true) }))
  return isDone ? { ok: true, data: null } : { ok: false, message: refusal(answer) }
}

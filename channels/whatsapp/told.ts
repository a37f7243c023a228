/** What WhatsApp's webhooks hold, as far as it is read; what is odd counts as not there. */
import { z } from 'zod'

const some = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined)
const Id = z.string().min(1).max(300)
const Address = some(z.string().min(1).max(200))
const Words = some(z.string())
const Time = some(z.union([z.string(), z.number()]))
const List = z.array(z.unknown()).catch([])

export const Told = z.object({ entry: z.array(z.object({ changes: List })) })

export const Change = z.object({
  value: z.object({
    metadata: some(z.object({ phone_number_id: Id })),
    contacts: List,
    messages: List,
    statuses: List,
    user_preferences: List,
    message_echoes: List,
  }),
})

export type Contact = z.output<typeof Contact>
export const Contact = z.object({
  wa_id: Address,
  user_id: Address,
  profile: some(z.object({ name: Words, username: Words })),
})

const File = some(z.object({ id: z.string().min(1).max(500), caption: Words, filename: Words }))
const Reply = some(z.object({ id: z.string(), title: z.string() }))

const Order = z
  .object({
    text: Words,
    product_items: z.array(
      z.object({
        product_retailer_id: z.string(),
        quantity: z.coerce.number(),
        item_price: z.coerce.number(),
        currency: z.string(),
      }),
    ),
  })
  .transform(({ text, product_items: items }) => ({
    text,
    items: items.map(
      ({ product_retailer_id: product, quantity, item_price: price, currency }) =>
        `${quantity} × ${product} (${price} ${currency})`,
    ),
  }))

const Card = z
  .object({
    name: some(z.object({ formatted_name: z.string() })),
    phones: some(z.array(z.object({ phone: Words }))),
  })
  .transform(({ name, phones = [] }) => ({
    name: name?.formatted_name,
    phones: phones.map(({ phone }) => phone),
  }))

const spoken = {
  type: z.string(),
  text: some(z.object({ body: z.string() })),
  image: File,
  sticker: File,
  video: File,
  audio: File,
  voice: File,
  document: File,
  location: some(
    z.object({ latitude: z.coerce.number().min(-90).max(90), longitude: z.coerce.number().min(-180).max(180) }),
  ),
  contacts: some(z.array(Card)),
  interactive: some(z.object({ button_reply: Reply, list_reply: Reply })),
  button: some(z.object({ payload: Words, text: z.string() })),
  order: some(Order),
  system: some(z.object({ type: Words, wa_id: Words, marketing: Words })),
}
export type Spoken = z.output<typeof Spoken>
const Spoken = z.object(spoken)

export type Message = z.output<typeof Message>
export const Message = z.object({
  ...spoken,
  id: Id,
  from: Address,
  from_user_id: Address,
  group_id: Words,
  timestamp: Time,
  context: some(z.object({ id: some(Id) })),
  reaction: some(z.object({ message_id: Id, emoji: Words })),
  edit: some(z.object({ original_message_id: Id, message: some(Spoken) })),
  revoke: some(z.object({ original_message_id: Id })),
})

export type Echo = z.output<typeof Echo>
export const Echo = z.object({ ...spoken, id: Id, to: Address, to_user_id: Address, timestamp: Time })

export type Status = z.output<typeof Status>
export const Status = z.object({
  id: Id,
  status: z.enum(['sent', 'delivered', 'read', 'played', 'failed']),
  timestamp: Time,
  recipient_id: Address,
  recipient_user_id: Address,
  biz_opaque_callback_data: some(z.string().max(200)),
  errors: some(z.array(z.object({ code: some(z.number()) }))),
})

export type Preference = z.output<typeof Preference>
export const Preference = z.object({
  wa_id: Address,
  user_id: Address,
  value: z.enum(['stop', 'resume']),
  timestamp: Time,
})

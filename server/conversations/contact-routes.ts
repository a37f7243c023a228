/** The URLs of bot users' tags, fields and subscription, and of the fields that a bot describes. */
import { Hono } from 'hono'
import {
  AlikeContacts,
  AlikeQuery,
  Contact,
  FieldChange,
  FieldQuery,
  FieldValues,
  KnownTags,
  NewField,
  NewMerge,
  SubscriptionChange,
  TagChange,
  WholeContact,
} from '../../shared/contacts.ts'
import { Field, FieldPage } from '../../shared/fields.ts'
import { type Inside, idOf, may } from '../access/may.ts'
import { addField, changeField, listFields, removeField } from '../contacts/fields.ts'
import { mergeContacts, unmerge } from '../contacts/merges.ts'
import { findAlike, readContact } from '../contacts/whole-contact.ts'
import { answers, answersNothing, takes } from '../route.ts'
import { changeFields, changeSubscription, changeTags, listTags } from './contact-changes.ts'

const view = may('bots:view')
const edit = may('flows:edit')
const chat = may('live-chat:use')

/** Under /api/workspaces/:workspace. */
export const contactRoutes = new Hono<Inside>()
  .get(
    '/contacts/:contact',
    may('contacts:view'),
    answers('Show a bot user, with the other selves they are merged with', WholeContact),
    async (c) => c.json(await readContact(c.var.actor, idOf(c, 'contact'))),
  )
  .get(
    '/contacts/:contact/alike',
    chat,
    takes('query', AlikeQuery),
    answers('Find bot users who may be the same person', AlikeContacts),
    async (c) => {
      const data = await findAlike(c.var.actor, idOf(c, 'contact'), c.req.valid('query').search)
      return c.json({ data, nextCursor: null, hasMore: false })
    },
  )
  .post(
    '/contacts/:contact/merges',
    chat,
    takes('json', NewMerge),
    answers('Make one contact of two bot users', WholeContact, 201),
    async (c) => c.json(await mergeContacts(c.var.actor, idOf(c, 'contact'), c.req.valid('json').with), 201),
  )
  .delete('/contacts/:contact/merges/:merge', chat, answersNothing('Take a merge back'), async (c) => {
    await unmerge(c.var.actor, idOf(c, 'contact'), idOf(c, 'merge'))
    return c.body(null, 204)
  })
  .put('/contacts/:contact/tags', chat, takes('json', TagChange), answers('Give and take tags', Contact), async (c) =>
    c.json(await changeTags(c.var.actor, idOf(c, 'contact'), c.req.valid('json'))),
  )
  .put(
    '/contacts/:contact/fields',
    chat,
    takes('json', FieldValues),
    answers('Write fields of a bot user; null clears one', Contact),
    async (c) => c.json(await changeFields(c.var.actor, idOf(c, 'contact'), c.req.valid('json'))),
  )
  .put(
    '/contacts/:contact/subscription',
    chat,
    takes('json', SubscriptionChange),
    answers('Subscribe a bot user to what schedules send, or not', Contact),
    async (c) => c.json(await changeSubscription(c.var.actor, idOf(c, 'contact'), c.req.valid('json').isSubscribed)),
  )
  .get('/bots/:bot/tags', view, answers('List the tags of a bot’s users', KnownTags), async (c) =>
    c.json({ data: await listTags(c.var.actor, idOf(c, 'bot')), nextCursor: null, hasMore: false }),
  )
  .get(
    '/bots/:bot/fields',
    view,
    takes('query', FieldQuery),
    answers('List the described fields of a bot', FieldPage),
    async (c) => {
      const data = await listFields(c.var.actor, idOf(c, 'bot'), c.req.valid('query').scope)
      return c.json({ data, nextCursor: null, hasMore: false })
    },
  )
  .post('/bots/:bot/fields', edit, takes('json', NewField), answers('Describe a field', Field, 201), async (c) =>
    c.json(await addField(c.var.actor, idOf(c, 'bot'), c.req.valid('json')), 201),
  )
  .patch(
    '/bots/:bot/fields/:field',
    edit,
    takes('json', FieldChange),
    answers('Change a field’s kind, description or value', Field),
    async (c) => {
      const at = { botId: idOf(c, 'bot'), id: idOf(c, 'field') }
      return c.json(await changeField(c.var.actor, at, c.req.valid('json')))
    },
  )
  .delete('/bots/:bot/fields/:field', edit, answersNothing('Take a field’s description away'), async (c) => {
    await removeField(c.var.actor, { botId: idOf(c, 'bot'), id: idOf(c, 'field') })
    return c.body(null, 204)
  })

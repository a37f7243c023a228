/** The URLs of packed bots: export, import and copies, templates, the gallery. Under /api/workspaces/:workspace. */
import { Hono } from 'hono'
import { BotPackage } from '../../engine/pack/package.ts'
import { Bot } from '../../shared/bots.ts'
import { Paging } from '../../shared/paging.ts'
import {
  FreshTemplateLink,
  Gallery,
  GalleryQuery,
  NewTemplate,
  NewTemplateLink,
  PackedTemplate,
  Template,
  TemplateChange,
  TemplateInstall,
  TemplateLinkPage,
  TemplatePage,
} from '../../shared/templates.ts'
import { type Inside, idOf, may } from '../access/may.ts'
import { answers, answersNothing, takes } from '../route.ts'
import { listGallery, Preview, previewOf, readPreview } from './gallery.ts'
import { installTemplate, linkedTemplate } from './installs.ts'
import { Copy, copyBot, exportBot, Import, Imported, importBot, importTypebot, TypebotImport } from './packages.ts'
import { createLink, listLinks, revokeLink } from './template-links.ts'
import { changeTemplate, createTemplate, deleteTemplate, listTemplates, readTemplate } from './templates.ts'

const view = may('bots:view')
const manage = may('bots:manage')
const share = may('templates:manage')

export const packageRoutes = new Hono<Inside>()
  .get('/bots/:bot/export', manage, answers('Export a bot as a file without secrets', BotPackage), async (c) => {
    const file = await exportBot(c.var.actor, idOf(c, 'bot'))
    return c.json(file, 200, { 'Content-Disposition': 'attachment; filename="bot.switchboard.json"' })
  })
  .post(
    '/bots/import',
    manage,
    takes('json', Import),
    answers('Make a bot of an exported file', Imported, 201),
    async (c) => c.json(await importBot(c.var.actor, c.req.valid('json')), 201),
  )
  .post(
    '/bots/import/typebot',
    manage,
    takes('json', TypebotImport),
    answers('Make a bot of an export of Typebot (version 6)', Imported, 201),
    async (c) => c.json(await importTypebot(c.var.actor, c.req.valid('json')), 201),
  )
  .post('/bots/:bot/copy', manage, takes('json', Copy), answers('Copy a bot', Bot, 201), async (c) =>
    c.json(await copyBot(c.var.actor, idOf(c, 'bot'), c.req.valid('json').name), 201),
  )

export const templateRoutes = new Hono<Inside>()
  .get('/templates', share, takes('query', Paging), answers('List own templates', TemplatePage), async (c) =>
    c.json(await listTemplates(c.var.actor, c.req.valid('query'))),
  )
  .post(
    '/templates',
    share,
    takes('json', NewTemplate),
    answers('Pack a bot as a template', PackedTemplate, 201),
    async (c) => c.json(await createTemplate(c.var.actor, c.req.valid('json')), 201),
  )
  .get('/templates/:template', share, answers('Show a template', Template), async (c) =>
    c.json(await readTemplate(c.var.actor, idOf(c, 'template'))),
  )
  .patch(
    '/templates/:template',
    share,
    takes('json', TemplateChange),
    answers('Change a template, or pack it anew', PackedTemplate),
    async (c) => c.json(await changeTemplate(c.var.actor, idOf(c, 'template'), c.req.valid('json'))),
  )
  .delete('/templates/:template', share, answersNothing('Take a template away'), async (c) => {
    await deleteTemplate(c.var.actor, idOf(c, 'template'))
    return c.body(null, 204)
  })
  .get(
    '/templates/:template/links',
    share,
    takes('query', Paging),
    answers('List the links that install a template once', TemplateLinkPage),
    async (c) => c.json(await listLinks(c.var.actor, idOf(c, 'template'), c.req.valid('query'))),
  )
  .post(
    '/templates/:template/links',
    share,
    takes('json', NewTemplateLink),
    answers('Make a link that installs a template once', FreshTemplateLink, 201),
    async (c) => c.json(await createLink(c.var.actor, idOf(c, 'template'), c.req.valid('json')), 201),
  )
  .delete('/templates/:template/links/:link', share, answersNothing('Withdraw such a link'), async (c) => {
    await revokeLink(c.var.actor, idOf(c, 'template'), idOf(c, 'link'))
    return c.body(null, 204)
  })
  .get('/gallery', view, takes('query', GalleryQuery), answers('List what can be installed', Gallery), async (c) =>
    c.json({ data: await listGallery(c.var.actor, c.req.valid('query')) }),
  )
  .get('/gallery/:template', view, answers('Show a template with its flows', Preview), async (c) =>
    c.json(await readPreview(c.var.actor, c.req.param('template'))),
  )
  .get('/template-links/:token', manage, answers('Show the template behind a link', Preview), async (c) =>
    c.json(previewOf(await linkedTemplate(c.var.actor, c.req.param('token')))),
  )
  .post(
    '/template-installs',
    manage,
    takes('json', TemplateInstall),
    answers('Install a template as drafts', Imported, 201),
    async (c) => c.json(await installTemplate(c.var.actor, c.req.valid('json')), 201),
  )

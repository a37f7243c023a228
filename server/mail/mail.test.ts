/** Letters, sent to a real SMTP server and read as a mail program reads them. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import sharp from 'sharp'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { theWorld } from '../test/world.ts'
import { compose } from './compose.ts'
import type { Language, LetterKind, LetterValues } from './letters/kinds.ts'
import { enqueueLetter, readLetter } from './letters.ts'
import { sendAgain, sendWaitingLetters, tryMail } from './sender.ts'
import { mailSettings, setMailSettings } from './settings.ts'

const world = theWorld()
const plain = mailSettings()
const mailbox: ParsedMail[] = []
const recipients: string[] = []
/** What the server answers to the next letters, by SMTP code. */
let refusals: number[] = []
let url = ''

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onRcptTo({ address }, _session, done) {
    const code = refusals.shift()
    if (code !== undefined) return done(Object.assign(new Error('not now'), { responseCode: code }))
    recipients.push(address)
    done()
  },
  onData(stream, _session, done) {
    simpleParser(stream).then((mail) => {
      mailbox.push(mail)
      done()
    }, done)
  },
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  url = typeof address === 'object' ? `smtp://127.0.0.1:${address?.port}` : ''
})
afterAll(() => new Promise<void>((resolve) => server.close(resolve)))
beforeEach(async () => {
  mailbox.length = 0
  recipients.length = 0
  refusals = []
  setMailSettings({ ...plain, SMTP_URL: url, MAIL_FROM: 'Switchboard <bot@acme.test>' })
  await bare().deleteFrom('letters').execute()
})
afterEach(() => setMailSettings(plain))

const INVITATION = {
  inviterName: 'Olga',
  role: 'admin',
  message: '',
  link: 'http://localhost:3000/invitation/abc',
  days: 7,
} as const
const invite = (workspaceName: string, more: Partial<LetterValues['invitation']> = {}) =>
  enqueueLetter(bare(), { kind: 'invitation', to: 'new@acme.test', values: { ...INVITATION, workspaceName, ...more } })
const stateOf = (id: string) =>
  bare()
    .selectFrom('letters')
    .select(['status', 'attempts', 'problem', 'dueAt'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
const makeDue = () =>
  bare()
    .updateTable('letters')
    .set({ dueAt: new Date(0).toISOString() })
    .execute()

describe('a letter', () => {
  it('arrives once, in HTML and in text, with its link', async () => {
    const id = await invite('Acme')
    expect(await Promise.all([sendWaitingLetters(), sendWaitingLetters()])).toContain(1)
    expect(recipients).toEqual(['new@acme.test'])
    const [mail] = mailbox
    expect(mail?.subject).toBe('Olga invites you to Acme')
    expect(mail?.from?.text).toBe('"Switchboard" <bot@acme.test>')
    expect(mail?.messageId).toBe(`<${id}@localhost>`)
    for (const body of [mail?.text, String(mail?.html)]) expect(body).toContain(INVITATION.link)
    expect((await stateOf(id)).status).toBe('sent')
  })

  it('attack 43: keeps names and words of people as text, in the subject and in the body', async () => {
    const name = '<a href="https://evil.example">Click</a> {{link}} [[button]] $1'
    await invite(name, {
      inviterName: 'Eve\r\nBcc: victim@evil.example\r\n\r\nHi',
      message: '<img src=x onerror=alert(1)>\nhttps://evil.example',
    })
    await sendWaitingLetters()
    const [mail] = mailbox
    expect(recipients).toEqual(['new@acme.test'])
    expect(mail?.bcc).toBeUndefined()
    expect(mail?.headerLines.filter(({ key }) => key === 'bcc' || key === 'hi')).toEqual([])
    expect(mail?.subject).toBe(`Eve Bcc: victim@evil.example Hi invites you to ${name}`)
    const html = String(mail?.html)
    expect(html).not.toMatch(/<a [^>]*evil|<img/)
    expect(html).toContain('&lt;a href=&quot;https://evil.example&quot;&gt;')
    expect(html.match(/<a /g)).toHaveLength(1)
    expect(mail?.text).toContain(name)
  })

  it('attack 43: has a subject of one line that ends, however long the name', async () => {
    const { subject } = compose({
      kind: 'invitation',
      language: 'en',
      values: { ...INVITATION, workspaceName: '😀'.repeat(5000) },
    })
    expect(subject.length).toBeLessThanOrEqual(200)
    expect(subject.isWellFormed()).toBe(true)
  })

  it('carries the logo of its workspace inside', async () => {
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#f00' } })
      .webp()
      .toBuffer()
    await bare()
      .insertInto('workspaceLogos')
      .values({ workspaceId: world.acme, etag: '"1"', mime: 'image/webp', bytes })
      .execute()
    const workspace = { id: world.acme, name: 'Acme' }
    await inWorkspace({ workspaceId: world.acme }, ({ db }) =>
      enqueueLetter(db, {
        kind: 'invitation',
        to: 'new@acme.test',
        values: { ...INVITATION, workspaceName: 'Acme' },
        workspace,
      }),
    )
    await sendWaitingLetters()
    expect(mailbox[0]?.attachments.map(({ contentType, cid }) => [contentType, cid])).toEqual([['image/png', 'logo']])
    expect(String(mailbox[0]?.html)).toMatch(/<img src="(cid:logo|data:image\/png)[^>]*alt="Acme"/)
  })

  it('goes along when the transaction that wrote it is rolled back', async () => {
    const workspace = { id: world.acme, name: 'Acme' }
    const failing = inWorkspace({ workspaceId: world.acme }, async ({ db }) => {
      const values = { ...INVITATION, workspaceName: 'Acme' }
      await enqueueLetter(db, { kind: 'invitation', to: 'new@acme.test', values, workspace })
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    expect(await sendWaitingLetters()).toBe(0)
  })

  it('waits longer each time the server cannot take it, and arrives in the end', async () => {
    refusals = [451, 451]
    const id = await invite('Acme')
    for (const minutes of [1, 2]) {
      expect(await sendWaitingLetters()).toBe(0)
      const { status, problem, dueAt } = await stateOf(id)
      expect([status, problem?.includes('not now')]).toEqual(['waiting', true])
      expect((Date.parse(dueAt) - Date.now()) / 60_000).toBeCloseTo(minutes, 0)
      await makeDue()
    }
    expect(await sendWaitingLetters()).toBe(1)
    expect((await stateOf(id)).status).toBe('sent')
  })

  it('is given up when the server refuses for good, and can be sent again', async () => {
    refusals = [550]
    const id = await invite('Acme')
    await sendWaitingLetters()
    expect(await stateOf(id)).toMatchObject({ status: 'failed', attempts: 1 })
    expect(await sendAgain(id)).toBe(true)
    expect(await sendWaitingLetters()).toBe(1)
  })

  it('waits when the mail server is away', async () => {
    setMailSettings({ ...plain, SMTP_URL: 'smtp://127.0.0.1:1' })
    const id = await invite('Acme')
    expect(await sendWaitingLetters()).toBe(0)
    expect((await stateOf(id)).status).toBe('waiting')
    expect(await tryMail('olga@acme.test', { subject: 'x', text: 'x', html: 'x' })).toContain('ECONNREFUSED')
  })

  it('is only kept where no mail server is configured', async () => {
    setMailSettings(plain)
    const id = await invite('Acme')
    expect((await stateOf(id)).status).toBe('kept')
    expect(await sendWaitingLetters()).toBe(0)
  })

  it('attack 53: is sealed at rest, for its own row only', async () => {
    const [id, other] = [await invite('Acme'), await invite('Globex')]
    const row = await bare().selectFrom('letters').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(row.sealed.toString('latin1')).not.toContain('invitation/abc')
    expect(readLetter(row).links).toEqual([INVITATION.link])
    expect(() => readLetter({ id: other, sealed: row.sealed })).toThrow()
  })
})

describe('the words', () => {
  const link = 'http://localhost:3000/password-reset?token=abc'
  const values: LetterValues = {
    'verify-email': { name: 'Nora', link },
    'already-registered': { name: 'Nora', link, resetLink: link },
    'reset-password': { name: 'Nora', link },
    'password-changed': { name: 'Nora', resetLink: link },
    'confirm-email-change': { name: 'Nora', link },
    'email-changed': { name: 'Nora', newEmail: 'nora@new.test' },
    'two-factor-changed': { name: 'Nora', isOn: true, resetLink: link },
    'passkey-added': { name: 'Nora', passkey: 'Phone', resetLink: link },
    'account-deleted': { name: 'Nora' },
    invitation: { ...INVITATION, workspaceName: 'Acme', link },
    'ownership-offer': { workspaceName: 'Acme', fromName: 'Olga', link, days: 7 },
    'workspace-deleted': { workspaceName: 'Acme', byName: 'Olga', link, restorableUntil: '24 December 2026' },
    'limit-neared': { workspaceName: 'Acme', resource: 'contacts', percent: 80, link },
    'flow-notice': { workspaceName: 'Acme', botName: 'Hal', contactName: 'Ann', text: 'Please call', link },
    'flow-mail': { workspaceName: 'Acme', subject: 'Your order', text: 'It is on its way.' },
    'mail-test': {},
  }
  const composed = <K extends LetterKind>(kind: K, language: Language) =>
    compose({ kind, language, values: values[kind] })

  it.each(Object.keys(values).filter((kind): kind is LetterKind => kind in values))(
    'of %s differ in each language and leave no slot empty',
    (kind) => {
      const letters = (['en', 'de', 'es'] as const).map((language) => composed(kind, language))
      expect(new Set(letters.map(({ text }) => text)).size).toBe(3)
      for (const { html, text, links } of letters) {
        expect(html).not.toMatch(/\[\[|undefined|null/)
        expect(text).not.toMatch(/undefined|null|</)
        for (const each of links) expect([text.includes(each), html.includes(`href="${each}"`)]).toEqual([true, true])
        expect(links.length > 0).toBe(JSON.stringify(values[kind]).includes(link))
      }
    },
  )

  it('stand on paper that is made of letter.mjml as it is', () => {
    const fresh = join(mkdtempSync(join(tmpdir(), 'letter-')), 'letter.html')
    const folder = join(import.meta.dirname, 'letters')
    const mjml = join(import.meta.dirname, '../../node_modules/.bin/mjml')
    execFileSync(mjml, ['--config.validationLevel', 'strict', '-r', 'letter.mjml', '-o', fresh], {
      cwd: folder,
      stdio: 'pipe',
    })
    expect(readFileSync(join(folder, 'letter.html'), 'utf8'), 'run npm run generate').toBe(readFileSync(fresh, 'utf8'))
  })
})

import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

describe('the configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toMatchObject({
      PORT: 3000,
      PUBLIC_URL: 'http://localhost:3000',
      DEFAULT_PLAN: 'self-hosted',
      isHttps: false,
    })
  })

  it('takes the public address from the port', () => {
    expect(readConfig({ PORT: '4000' }).PUBLIC_URL).toBe('http://localhost:4000')
    expect(readConfig({ PUBLIC_URL: 'https://chat.example.org/' })).toMatchObject({
      PUBLIC_URL: 'https://chat.example.org',
      isHttps: true,
    })
  })

  it('tells every fault at once', () => {
    expect(() => readConfig({ PORT: 'many', DATABASE_URL: 'mysql://x', DEFAULT_PLAN: 'gold' })).toThrow(
      /PORT: .*DATABASE_URL: .*DEFAULT_PLAN: /,
    )
  })

  it('reads a secret from a file', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'config-')), 'smtp')
    writeFileSync(path, 'smtp://user:pass@localhost:25\n')
    expect(readConfig({ SMTP_URL_FILE: path }).SMTP_URL).toBe('smtp://user:pass@localhost:25')
    expect(() => readConfig({ SMTP_URL_FILE: `${path}-none` })).toThrow('SMTP_URL_FILE')
  })

  it('attack 103: refuses a placeholder for a secrets key', () => {
    expect(() => readConfig({ SECRETS_KEYS: `k1:${Buffer.alloc(32, 'a').toString('base64')}` })).toThrow('placeholder')
    expect(() => readConfig({ SECRETS_KEYS: 'k1:short' })).toThrow('32 bytes')
  })

  it('reads lists', () => {
    const config = readConfig({
      OPERATORS: 'a@x.org, b@x.org',
      SUPPORT_LINKS: 'Help=https://help.example.org',
      TRUSTED_PROXIES: '10.0.0.0/8',
    })
    expect(config).toMatchObject({
      OPERATORS: ['a@x.org', 'b@x.org'],
      SUPPORT_LINKS: [{ label: 'Help', url: 'https://help.example.org' }],
    })
    expect(readConfig({ OUTBOUND_ALLOW_HOSTS: 'Ollama:11434, crm.inner, [::1]:8080' }).OUTBOUND_ALLOW_HOSTS).toEqual([
      { host: 'ollama', port: 11434 },
      { host: 'crm.inner', port: undefined },
      { host: '::1', port: 8080 },
    ])
    for (const wrong of ['http://crm.inner', 'crm.inner/path', 'a@b', 'crm:0', 'crm:70000', '*'])
      expect(() => readConfig({ OUTBOUND_ALLOW_HOSTS: wrong }), wrong).toThrow('OUTBOUND_ALLOW_HOSTS')
    expect(() => readConfig({ TRUSTED_PROXIES: 'everyone' })).toThrow('TRUSTED_PROXIES')
    expect(() => readConfig({ SUPPORT_LINKS: 'Help=javascript:alert(1)' })).toThrow('SUPPORT_LINKS')
  })
})

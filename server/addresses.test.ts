import { describe, expect, it } from 'vitest'
import { isPortOpen, mayReach, openingOf, readAllowedHost } from './addresses.ts'

const allowed = ['ollama:11434', 'crm.inner', 'localhost', '127.0.0.1:4000', '169.254.169.254:80'].flatMap(
  (text) => readAllowedHost(text) ?? [],
)

describe('addresses', () => {
  it('are reached when they are public', () => {
    for (const address of ['8.8.8.8', '1.1.1.1', '2606:4700::1111', '::ffff:8.8.8.8'])
      expect(mayReach(address, 'public'), address).toBe(true)
  })

  it('of the inner network are reached only behind an opened name', () => {
    for (const address of ['10.0.0.1', '172.18.0.2', '192.168.1.1', 'fd12::1', '::ffff:10.0.0.1'])
      expect([mayReach(address, 'public'), mayReach(address, 'private')], address).toEqual([false, true])
  })

  it('of this machine are reached only where it is named itself, with the port', () => {
    expect([mayReach('127.0.0.1', 'private'), mayReach('::1', 'private')]).toEqual([false, false])
    expect([mayReach('127.0.0.1', 'loopback'), mayReach('::1', 'loopback')]).toEqual([true, true])
    expect(openingOf('127.0.0.1', 4000, allowed)).toBe('loopback')
    expect(openingOf('127.0.0.1', 4001, allowed)).toBe('public')
    expect([openingOf('localhost', 80, allowed), openingOf('ollama', 11434, allowed)]).toEqual(['private', 'private'])
  })

  it('that hand out keys, or are link-local or reserved, are never reached', () => {
    const never = ['169.254.169.254', 'fe80::1', 'fd00:ec2::254', 'fd20:ce::254', '168.63.129.16', '100.100.100.200']
    for (const address of [...never, '0.0.0.0', '::', '224.0.0.1', '192.0.0.192', 'nonsense'])
      expect(mayReach(address, 'loopback'), address).toBe(false)
  })

  it('are called on port 80 and 443, or on a port that is named with the host', () => {
    expect([isPortOpen('x.org', 443, allowed), isPortOpen('x.org', 8443, allowed)]).toEqual([true, false])
    expect([isPortOpen('ollama', 11434, allowed), isPortOpen('ollama', 22, allowed)]).toEqual([true, false])
  })
})

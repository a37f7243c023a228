import { describe, expect, it } from 'vitest'
import { whatsappDefinition } from '../../channels/whatsapp/definition.ts'
import { refusalOf } from './windows.ts'

const NOW = Date.parse('2026-07-03T07:30:00Z')
const waiting = { author: 'bot', lastWroteAt: '2026-07-01T07:30:00Z', unreachable: null } as const
const template = { kind: 'template', name: 'order_update', language: 'en', parameters: [], text: 'Hi' } as const

describe('two days after a person wrote on WhatsApp', () => {
  it('only an approved template goes out', () => {
    const text = { kind: 'text', text: 'Hi' } as const
    expect(refusalOf({ ...waiting, content: text }, whatsappDefinition, NOW)).toContain('only an approved template')
    const content = { ...template, parameters: [...template.parameters] }
    expect(refusalOf({ ...waiting, content }, whatsappDefinition, NOW)).toBeUndefined()
    expect(refusalOf({ ...waiting, content, unreachable: 'blocked' }, whatsappDefinition, NOW)).toContain('blocked')
  })
})

/** Whatever people paste from a mail program or a sheet, the addresses are found. */
import { expect, it } from 'vitest'
import { readAddresses } from './addresses.ts'

const emails = (text: string) => readAddresses(text).map((address) => address.email)

it('splits at commas, semicolons, spaces, tabs and lines', () => {
  expect(emails('a@x.example, b@x.example;c@x.example d@x.example\te@x.example\nf@x.example')).toHaveLength(6)
})

it('takes the address out of "Name <address>"', () => {
  expect(emails('"Baker, Adam" <Adam@Acme.Test>, Mia Stern <mia@acme.test>')).toEqual([
    'adam@acme.test',
    'mia@acme.test',
  ])
})

it('names each address once, whatever its spelling', () => {
  expect(emails('Mia@acme.test mia@ACME.test')).toEqual(['mia@acme.test'])
})

it('keeps what is no address, as it was written', () => {
  expect(readAddresses('mia@acme')).toEqual([{ text: 'mia@acme', email: null }])
})

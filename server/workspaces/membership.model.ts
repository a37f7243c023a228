/** A model of membership, as small as the rules allow: what each request must answer, and what the workspace is afterwards. */
import fc from 'fast-check'
import { ROLE_NAMES, type Role } from '../../shared/roles.ts'
import { type Answer, as } from '../test/as.ts'
import { newTeam, somebody } from '../test/team.ts'
import type { Someone } from '../test/world.ts'

export const SEATS = 5
const PEOPLE = 7
const LETTERS_A_DAY = 5
const NO_ID = '00000000-0000-7000-8000-000000000000'

/** What should be: people by number, 0 to 6; Olga is 0. */
export interface Model {
  roles: Map<number, Role>
  pending: Map<number, Role>
  letters: number[]
  isDeleted: boolean
}

/** What is: the people, and the ids that the server gave. */
export interface Real {
  workspaceId: string
  people: Someone[]
  memberIds: Map<number, string>
  invitationIds: Map<number, string>
  links: Map<number, string>
}

/** One request: by whom, about whom. */
export interface Act {
  verb: keyof typeof VERBS
  by: number
  about: number
  role: Role
}

export const anAct: fc.Arbitrary<Act> = fc.record({
  verb: fc.constantFrom<keyof typeof VERBS>(
    ...([
      'invite',
      'invite',
      'invite',
      'accept',
      'accept',
      'accept',
      'acceptOther',
      'revoke',
      'changeRole',
      'changeRole',
    ] as const),
    ...(['changeRole', 'remove', 'leave', 'handOver', 'delete', 'restore', 'restore'] as const),
  ),
  by: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(PEOPLE - 1) }),
  about: fc.nat(PEOPLE - 1),
  role: fc.constantFrom(...ROLE_NAMES),
})

/** A new workspace with Olga, Adam and Mia, and four people outside of whom the last has not verified her address. */
export async function newCase(): Promise<{ model: Model; real: Real }> {
  const { workspaceId, olga, adam, mia } = await newTeam('business')
  const outside = await Promise.all([0, 1, 2, 3].map((each) => somebody('Nils', { isVerified: each < 3 })))
  const people = [olga, adam, mia, ...outside]
  const memberIds = new Map([olga, adam, mia].map((each, index) => [index, each.memberId]))
  return {
    model: {
      roles: new Map<number, Role>([
        [0, 'owner'],
        [1, 'admin'],
        [2, 'member'],
      ]),
      pending: new Map(),
      letters: people.map(() => 0),
      isDeleted: false,
    },
    real: { workspaceId, people, memberIds, invitationIds: new Map(), links: new Map() },
  }
}

export const isVerified = (person: number) => person !== PEOPLE - 1

/** Sends the request; what the server gave is kept for later ones. */
export async function perform(act: Act, real: Real): Promise<Answer> {
  return VERBS[act.verb].send(act, real)
}

/** The statuses that the rules allow now; a change that they ask for is made in the model. */
export function foresee(act: Act, model: Model): number[] {
  return VERBS[act.verb].expect(act, model)
}

interface Verb {
  send(act: Act, real: Real): Promise<Answer>
  expect(act: Act, model: Model): number[]
}

const VERBS = {
  invite: {
    async send({ by, about, role }, real) {
      const answer = await inside(by, real).post('/invitations', { email: person(about, real).email, role })
      if (answer.status === 201) {
        real.invitationIds.set(about, answer.body.id)
        real.links.set(about, answer.body.link)
      }
      return answer
    },
    expect({ by, about, role }, model) {
      const refused = refusedAtDoor(by, model)
      if (refused) return [refused]
      if (model.roles.has(about)) return [409]
      if (model.pending.has(about)) {
        model.pending.set(about, role)
        return [201]
      }
      const isFull = model.roles.size + model.pending.size >= SEATS
      const isFlood = (model.letters[about] ?? 0) >= LETTERS_A_DAY
      if (isFull || isFlood) return [isFull ? 402 : 429, isFlood ? 429 : 402]
      model.pending.set(about, role)
      model.letters[about] = (model.letters[about] ?? 0) + 1
      return [201]
    },
  },
  accept: {
    send: ({ about }, real) => acceptAs(about, about, real),
    expect({ about }, model) {
      const role = model.pending.get(about)
      if (role === undefined || model.isDeleted) return [410]
      if (!isVerified(about)) return [403]
      model.pending.delete(about)
      model.roles.set(about, role)
      return [201]
    },
  },
  acceptOther: {
    send: ({ by, about }, real) => acceptAs(by, about === by ? (about + 1) % PEOPLE : about, real),
    expect: ({ by, about }, model) =>
      model.pending.has(about === by ? (about + 1) % PEOPLE : about) && !model.isDeleted ? [403] : [410],
  },
  revoke: {
    send: ({ by, about }, real) => inside(by, real).delete(`/invitations/${real.invitationIds.get(about) ?? NO_ID}`),
    expect({ by, about }, model) {
      const refused = refusedAtDoor(by, model)
      if (refused) return [refused]
      return model.pending.delete(about) ? [204] : [404, 409]
    },
  },
  changeRole: {
    send: ({ by, about, role }, real) => inside(by, real).put(`/members/${memberId(about, real)}/role`, { role }),
    expect({ by, about, role }, model) {
      const refused = refusedAtDoor(by, model)
      if (refused) return [refused]
      if (!model.roles.has(about)) return [404]
      if (role !== 'owner' && isLastOwner(about, model)) return [409]
      model.roles.set(about, role)
      return [200]
    },
  },
  remove: {
    send: ({ by, about }, real) => inside(by, real).delete(`/members/${memberId(about, real)}`),
    expect({ by, about }, model) {
      const refused = refusedAtDoor(by, model)
      if (refused) return [refused]
      if (!model.roles.has(about)) return [404]
      if (by === about) return [409]
      model.roles.delete(about)
      return [204]
    },
  },
  leave: {
    send: ({ by }, real) => inside(by, real).delete('/membership'),
    expect({ by }, model) {
      if (!model.roles.has(by) || model.isDeleted) return [404]
      if (model.roles.get(by) === 'owner') return [409]
      model.roles.delete(by)
      return [204]
    },
  },
  handOver: {
    async send({ by, about }, real) {
      const offer = await inside(by, real).post('/ownership-offers', { memberId: memberId(about, real) })
      if (offer.status !== 201) return offer
      return inside(about, real).post(`/ownership-offers/${offer.body.id}/acceptance`)
    },
    expect({ by, about }, model) {
      const refused = refusedAtDoor(by, model)
      if (refused) return [refused]
      if (!model.roles.has(about)) return [404]
      if (model.roles.get(about) === 'owner') return [409]
      model.roles.set(about, 'owner').set(by, 'admin')
      return [200]
    },
  },
  delete: {
    send: ({ by }, real) => inside(by, real).delete('', { name: 'Team' }),
    expect({ by }, model) {
      const refused = refusedAtDoor(by, model)
      if (refused) return [refused]
      model.isDeleted = true
      return [200]
    },
  },
  restore: {
    send: ({ by }, real) => inside(by, real).post('/restoration'),
    expect({ by }, model) {
      const refused = refusedAtDoor(by, { ...model, isDeleted: false })
      if (refused) return [refused]
      if (!model.isDeleted) return [409]
      model.isDeleted = false
      return [200]
    },
  },
} as const satisfies Record<string, Verb>

function refusedAtDoor(by: number, model: Model): number | null {
  const role = model.roles.get(by)
  if (role === undefined || model.isDeleted) return 404
  return role === 'owner' ? null : 403
}

function isLastOwner(about: number, { roles }: Model): boolean {
  const owners = [...roles].filter(([, role]) => role === 'owner')
  return owners.length === 1 && owners[0]?.[0] === about
}

async function acceptAs(by: number, about: number, real: Real): Promise<Answer> {
  const token = real.links.get(about)?.split('/').at(-1) ?? 'none'
  const answer = await as(person(by, real)).post(`/api/invitations/${token}/acceptance`)
  if (answer.status === 201) real.memberIds.set(about, answer.body.memberId)
  return answer
}

function inside(by: number, real: Real) {
  return as(person(by, real), real.workspaceId)
}

function person(number: number, real: Real): Someone {
  const found = real.people[number]
  if (!found) throw new Error(`there is no person ${number}`)
  return found
}

function memberId(about: number, real: Real): string {
  return real.memberIds.get(about) ?? NO_ID
}

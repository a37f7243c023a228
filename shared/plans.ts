/** What a workspace may hold on each plan (W3, L2); null is unlimited. Prices are US cents a month. */

export const RESOURCES = ['bots', 'contacts', 'members'] as const
export type Resource = (typeof RESOURCES)[number]

export const PLANS = {
  free: { name: 'Free', price: 0, bots: 1, contacts: 200, members: 1 },
  business: { name: 'Business', price: 1000, bots: 1, contacts: 1000, members: 5 },
  growth: { name: 'Growth', price: 3000, bots: 1, contacts: 10_000, members: 5 },
  scale: { name: 'Scale', price: 10_000, bots: 5, contacts: 50_000, members: 10 },
  'self-hosted': { name: 'Self-hosted', price: 0, bots: null, contacts: null, members: null },
} as const

export type Plan = keyof typeof PLANS
export const PLAN_NAMES = ['free', 'business', 'growth', 'scale', 'self-hosted'] as const satisfies readonly Plan[]

/** What a workspace bought or was given beyond its plan, by resource. */
export type Extras = Partial<Record<Resource, number>>

/** How many of a resource a workspace may hold: the plan's number and the extras, or null for no limit. */
export function limitOf(plan: Plan, extras: Extras, resource: Resource): number | null {
  const included = PLANS[plan][resource]
  return included === null ? null : included + (extras[resource] ?? 0)
}

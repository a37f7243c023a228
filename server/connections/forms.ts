/** What a person fills in to connect an account: without what we make, and without the app where the operator has one. */
import { z } from 'zod'
import type { IntegrationDefinition } from '../../integrations/integration.ts'
import { newToken } from '../crypto.ts'
import { operatorApp } from './operator-apps.ts'

const Kept = z.record(z.string(), z.unknown()).catch({})

/** The form of the account. */
export function formFor(definition: IntegrationDefinition): z.ZodObject {
  const left = [...madeParts(definition), ...operatorParts(definition)]
  const kept = Object.entries(definition.secrets.shape).filter(([name]) => !left.includes(name))
  return left.length === 0 ? definition.secrets : z.strictObject(Object.fromEntries(kept))
}

/** The form with what is not filled in; what we made for the account before stays. */
export function completed(definition: IntegrationDefinition, form: Record<string, unknown>, before: unknown) {
  const { signIn } = definition
  const app = signIn && operatorApp(signIn.kind)
  const known = Kept.parse(before)
  const made = madeParts(definition).map((name) => [name, app?.verifyToken ?? known[name] ?? newToken()])
  return {
    ...form,
    ...Object.fromEntries(made),
    ...(signIn && app && { [signIn.app.id]: app.id, [signIn.app.secret]: app.secret }),
  }
}

/** The integration as it is shown, with its forms. */
export function describe(definition: IntegrationDefinition) {
  const { name, label, kind, description, accounts, actions, signIn } = definition
  return {
    name,
    label,
    kind,
    description,
    accounts,
    form: schemaOf(formFor(definition)),
    signIn: signIn
      ? {
          kind: signIn.kind,
          gives: signIn.gives,
          app: operatorApp(signIn.kind) ? [] : [signIn.app.id, signIn.app.secret],
        }
      : null,
    actions: Object.entries(actions).map(([key, action]) => ({
      name: key,
      label: action.label,
      description: action.description,
      input: schemaOf(action.input),
      output: schemaOf(action.output),
    })),
  }
}

function madeParts({ secrets }: IntegrationDefinition): string[] {
  return Object.entries(secrets.shape).flatMap(([name, part]) => (isMade(part) ? [name] : []))
}

function operatorParts({ signIn }: IntegrationDefinition): string[] {
  return signIn && operatorApp(signIn.kind) ? [signIn.app.id, signIn.app.secret] : []
}

const Made = z.object({ control: z.literal('made') })

function isMade(part: unknown): boolean {
  return part instanceof z.ZodType && Made.safeParse(part.meta()).success
}

function schemaOf(schema: z.ZodType) {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
}

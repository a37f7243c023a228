/** Signing in to an account in a window of its provider, through the operator's app or one of the workspace's own. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconBrandFacebook, IconBrandGoogle, IconExternalLink } from '@tabler/icons-react'
import type { IntegrationInfo } from '../../../shared/integrations.ts'
import { refresh } from '../../api.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { RefusedNote } from '../../kit/notes.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import type { AccountFormProps } from './account-form-props.ts'
import { useIntegrationWords } from './integration-words.ts'
import classes from './integrations.module.css'
import { NotConnected } from './not-connected.tsx'
import { PartField } from './part-field.tsx'
import { secretParts } from './secret-parts.ts'
import { useSignInWindow } from './sign-in-window.ts'

type SignInInfo = NonNullable<IntegrationInfo['signIn']>

const BRANDS = { facebook: 'Facebook', google: 'Google' } as const

export function SignIn({ integration, signIn, onDone, onCancel }: AccountFormProps & { signIn: SignInInfo }) {
  const { t } = useLingui()
  const word = useIntegrationWords()
  const parts = secretParts(integration.form).filter(({ key }) => signIn.app.includes(key))
  const form = useForm({
    initialValues: Object.fromEntries(parts.map(({ key }) => [key, ''])),
    validate: Object.fromEntries(
      parts.map(({ key }) => [key, (text: string) => (text.trim() === '' ? t`Fill this in.` : null)]),
    ),
  })
  const { label } = integration
  const { stage, problem, refused, open, stop } = useSignInWindow(integration.name, async () => {
    await refresh('/api/workspaces/{workspace}/integrations')
    toast(t`${word(label)} is connected`)
    onDone()
  })
  if (stage === 'waiting') return <Waiting brand={BRANDS[signIn.kind]} onStop={stop} />
  const begin = (values: Record<string, string>) => {
    const [id = '', secret = ''] = signIn.app.map((key) => values[key] ?? '')
    open(signIn.app.length > 0 ? { app: { id, secret } } : {})
  }
  return (
    <form noValidate onSubmit={form.onSubmit(begin)}>
      <Stack gap="md">
        {parts.length > 0 && <OwnApp kind={signIn.kind} />}
        {parts.map((part) => (
          <PartField key={part.key} part={part} word={word} field={form.getInputProps(part.key)} />
        ))}
        <NotConnected error={problem} />
        {refused !== null && <Refused words={refused} />}
        <Group gap="xs">
          <Button
            type="submit"
            loading={stage === 'opening'}
            leftSection={signIn.kind === 'facebook' ? <IconBrandFacebook size={16} /> : <IconBrandGoogle size={16} />}
          >
            {signIn.kind === 'facebook' ? <Trans>Sign in with Facebook</Trans> : <Trans>Sign in with Google</Trans>}
          </Button>
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              <Trans>Cancel</Trans>
            </Button>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {signIn.kind === 'facebook' ? (
            <Trans>Facebook asks which Pages to share: select all that bots are to speak on.</Trans>
          ) : (
            <Trans>
              Choose the Google account that owns or manages your businesses, and allow everything it asks for.
            </Trans>
          )}
        </Text>
      </Stack>
    </form>
  )
}

/** Where the operator registered no app, the workspace's own has to know where people come back to. */
function OwnApp({ kind }: Pick<SignInInfo, 'kind'>) {
  const { t } = useLingui()
  const address = `${window.location.origin}/api/oauth/callback`
  return (
    <div>
      <Text size="sm">
        {kind === 'facebook' ? (
          <Trans>
            Use your app of developers.facebook.com. Under “Facebook Login → Settings”, its valid OAuth redirect URIs
            have to hold this address:
          </Trans>
        ) : (
          <Trans>
            Use an OAuth client of your Google Cloud project, of the type “Web application”. Its authorised redirect
            URIs have to hold this address:
          </Trans>
        )}
      </Text>
      <div className={classes.address}>
        <Code>{address}</Code>
        <CopyButton value={address} label={t`Copy the address`} />
      </div>
    </div>
  )
}

/** The window says when it is done; one that was closed says nothing, so both ways on stand here. */
function Waiting({ brand, onStop }: { brand: string; onStop: () => void }) {
  return (
    <Alert color="gray" icon={<IconExternalLink size={18} />} role="status">
      <Stack gap="sm" align="flex-start">
        <Text size="sm">
          <Trans>Go on in the window of {brand}. If you closed it, begin again.</Trans>
        </Text>
        <Button variant="default" size="xs" onClick={onStop} data-autofocus>
          <Trans>Begin again</Trans>
        </Button>
      </Stack>
    </Alert>
  )
}

function Refused({ words }: { words: string }) {
  const { t } = useLingui()
  const word = useIntegrationWords()
  return (
    <RefusedNote title={t`The account was not connected`}>
      {words === '' ? (
        <Trans>The browser did not open a window. Allow windows of this page, and try again.</Trans>
      ) : (
        word(words)
      )}
    </RefusedNote>
  )
}

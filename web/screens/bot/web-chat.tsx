/** The bot on the web: its code for a site, its own page, the sites that may embed it, and its look. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, TagsInput, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconChevronLeft } from '@tabler/icons-react'
import { useState } from 'react'
import { type Bot, Origin } from '../../../shared/bots.ts'
import type { FlowTheme } from '../../../shared/flow-theme.ts'
import { $api } from '../../api.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { showFaults } from '../../kit/form.ts'
import { LinkAnchor } from '../../kit/links.tsx'
import { Section } from '../../kit/page.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { SaveBar } from '../../kit/save-bar.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { useMay, useWorkspace } from '../../me.ts'
import { hasPower, refreshBots } from '../bots/bot-list.ts'
import { FlowThemeEditor } from '../workspace-settings/flow-theme-editor.tsx'
import classes from './bot.module.css'
import { BotPage } from './bot-page.tsx'
import { ChatPage } from './chat-page.tsx'

export function BotWebChat() {
  return <BotPage>{(bot) => <WebChat key={bot.id} bot={bot} />}</BotPage>
}

function WebChat({ bot }: { bot: Bot }) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  return (
    <>
      <LinkAnchor
        to="/w/$workspaceId/bots/$botId/channels"
        params={{ workspaceId: id, botId: bot.id }}
        size="sm"
        className={classes.back}
      >
        <IconChevronLeft size={14} aria-hidden="true" />
        <Trans>All channels</Trans>
      </LinkAnchor>
      <Section
        title={t`On your site`}
        lead={t`Paste this line into the pages where the chat should be, anywhere before the closing body tag.`}
      >
        <Snippet bot={bot} />
      </Section>
      <Section title={t`A page of its own`} lead={t`For a link in an e-mail, a profile or on a sign.`}>
        <ChatPage bot={bot} />
      </Section>
      <LookForm bot={bot} />
    </>
  )
}

function Snippet({ bot }: { bot: Bot }) {
  const { t } = useLingui()
  const server = new URL(bot.pageUrl).origin
  const code = `<script src="${server}/widget.js" data-bot="${bot.publicKey}" async></script>`
  return (
    <Stack gap={8}>
      <div className={classes.snippet}>
        <code>{code}</code>
        <CopyButton value={code} label={t`Copy the code`} />
      </div>
      {bot.publishedAt === null && (
        <Text size="sm" c="dimmed">
          <Trans>The bot says nothing until its flow is published.</Trans>
        </Text>
      )}
    </Stack>
  )
}

interface Look {
  theme: FlowTheme
  allowedOrigins: string[]
}

function LookForm({ bot }: { bot: Bot }) {
  const { t } = useLingui()
  const workspace = useWorkspace()
  const mayManage = useMay('bots:manage') && hasPower(bot, 'editor')
  const [problem, setProblem] = useState<unknown>(null)
  const form = useForm<Look>({ initialValues: { theme: bot.theme, allowedOrigins: bot.allowedOrigins } })
  const save = $api.useMutation('patch', '/api/workspaces/{workspace}/bots/{bot}', {
    onMutate: () => setProblem(null),
    onSuccess: async ({ theme, allowedOrigins }) => {
      form.setInitialValues({ theme, allowedOrigins })
      form.setValues({ theme, allowedOrigins })
      toast(t`Saved`)
      await refreshBots()
    },
    onError: (error) => setProblem(showFaults(form, error)),
  })
  const submit = (body: Look) => save.mutate({ params: { path: { workspace: workspace.id, bot: bot.id } }, body })
  return (
    <form onSubmit={form.onSubmit(submit)} className={classes.form}>
      <Section title={t`Where it may be embedded`} lead={t`If no site is listed here, every site may embed the bot.`}>
        <Origins
          value={form.values.allowedOrigins}
          onChange={(origins) => form.setFieldValue('allowedOrigins', origins)}
          isReadOnly={!mayManage}
        />
      </Section>
      <Section title={t`Look`} lead={t`Colours, font and shapes of this bot's chat.`}>
        <FlowThemeEditor
          value={form.values.theme}
          onChange={(theme) => form.setFieldValue('theme', theme)}
          workspace={workspace}
          isReadOnly={!mayManage}
        />
      </Section>
      <ProblemNote error={problem} />
      {mayManage && <SaveBar isDirty={form.isDirty()} isSaving={save.isPending} onDiscard={form.reset} />}
    </form>
  )
}

interface OriginsProps {
  value: string[]
  onChange: (origins: string[]) => void
  isReadOnly: boolean
}

/** What is typed becomes an origin: "shop.example/cart" is kept as https://shop.example. */
function Origins({ value, onChange, isReadOnly }: OriginsProps) {
  const { t } = useLingui()
  const [wrong, setWrong] = useState('')
  const take = (typed: string[]) => {
    const read = typed.map((text) => ({
      text,
      origin: Origin.safeParse(/^https?:/.test(text) ? text : `https://${text}`),
    }))
    setWrong(read.find(({ origin }) => !origin.success)?.text ?? '')
    onChange([...new Set(read.flatMap(({ origin }) => (origin.success ? [origin.data] : [])))])
  }
  return (
    <TagsInput
      className={classes.narrow}
      label={t`Sites`}
      description={t`Such as https://shop.example. Press Enter after each.`}
      value={value}
      onChange={take}
      readOnly={isReadOnly}
      maxTags={50}
      placeholder={value.length === 0 ? t`Every site` : undefined}
      error={wrong ? t`${wrong} is not a site such as https://shop.example.` : undefined}
      splitChars={[',', ' ']}
      acceptValueOnBlur
    />
  )
}

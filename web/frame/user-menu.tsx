/** Top right: my name opens my settings, theme, language and the way out (U1). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Menu, Text, UnstyledButton, useMantineColorScheme, VisuallyHidden } from '@mantine/core'
import { IconChevronDown, IconLanguage, IconLogout, IconPalette, IconServer, IconUserCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { isLanguage, LANGUAGES, speak } from '../i18n.ts'
import { Face } from '../kit/person.tsx'
import { problemToast } from '../kit/undo-toast.tsx'
import { saveMySettings, signOut, useMe } from '../me.ts'
import classes from './user-menu.module.css'

export function UserMenu() {
  const { user } = useMe()
  return (
    <Menu width={232}>
      <Menu.Target>
        <UnstyledButton className={classes.target}>
          <Face name={user.name} photoUrl={user.photoUrl} size={24} />
          <span className={classes.name}>{user.name}</span>
          <VisuallyHidden>
            <Trans>Your menu</Trans>
          </VisuallyHidden>
          <IconChevronDown size={14} aria-hidden="true" className={classes.chevron} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <Text size="md" fw={500} truncate>
            {user.name}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {user.email}
          </Text>
        </div>
        <Menu.Divider />
        <Menu.Item component={Link} to="/settings" leftSection={<IconUserCircle size={16} />}>
          <Trans>Your settings</Trans>
        </Menu.Item>
        <ThemeMenu />
        <LanguageMenu />
        {user.isOperator && (
          <Menu.Item component={Link} to="/operator" leftSection={<IconServer size={16} />}>
            <Trans>Installation</Trans>
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut().catch(problemToast)}>
          <Trans>Sign out</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

const THEMES = ['system', 'light', 'dark'] as const
type Theme = (typeof THEMES)[number]

function ThemeMenu() {
  const { t } = useLingui()
  const { user } = useMe()
  const choose = useChooseTheme()
  const names: Record<Theme, string> = { system: t`Like the system`, light: t`Light`, dark: t`Dark` }
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item leftSection={<IconPalette size={16} />}>
          <Trans>Theme</Trans>
        </Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        <Menu.RadioGroup value={user.theme}>
          {THEMES.map((theme) => (
            <Menu.RadioItem key={theme} value={theme} onChange={() => choose(theme)}>
              {names[theme]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  )
}

/** Shows the theme at once and saves it to the account. */
export function useChooseTheme(): (theme: Theme) => void {
  const { setColorScheme } = useMantineColorScheme()
  return (theme) => {
    setColorScheme(theme === 'system' ? 'auto' : theme)
    void saveMySettings({ theme }).catch(problemToast)
  }
}

function LanguageMenu() {
  const { user } = useMe()
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item leftSection={<IconLanguage size={16} />}>
          <Trans>Language</Trans>
        </Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        <Menu.RadioGroup value={user.language}>
          {Object.entries(LANGUAGES).map(([language, name]) => (
            <Menu.RadioItem key={language} value={language} onChange={chooseLanguage} lang={language}>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  )
}

function chooseLanguage(language: string): void {
  if (!isLanguage(language)) return
  void speak(language)
    .then(() => saveMySettings({ language }))
    .catch(problemToast)
}

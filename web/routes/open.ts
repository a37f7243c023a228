/** Screens outside of the frame: they are there for people who are not signed in, too. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { root } from './parents.ts'
import { withToken, word } from './words.ts'

const kit = createRoute({
  getParentRoute: () => root,
  path: '/kit',
  component: lazyRouteComponent(() => import('../kit/kit.tsx'), 'Kit'),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: z.object({ next: word, done: z.literal('password').optional().catch(undefined), email: word }),
  component: lazyRouteComponent(() => import('../screens/sign-in/sign-in.tsx'), 'SignIn'),
})

const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  validateSearch: z.object({ next: word }),
  component: lazyRouteComponent(() => import('../screens/sign-up/sign-up.tsx'), 'SignUp'),
})

const verifyEmail = createRoute({
  getParentRoute: () => root,
  path: '/verify-email',
  validateSearch: withToken,
  component: lazyRouteComponent(() => import('../screens/verify-email/verify-email.tsx'), 'VerifyEmail'),
})

const forgottenPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgotten-password',
  component: lazyRouteComponent(
    () => import('../screens/forgotten-password/forgotten-password.tsx'),
    'ForgottenPassword',
  ),
})

const passwordReset = createRoute({
  getParentRoute: () => root,
  path: '/password-reset',
  validateSearch: withToken,
  component: lazyRouteComponent(() => import('../screens/password-reset/password-reset.tsx'), 'PasswordReset'),
})

const emailChange = createRoute({
  getParentRoute: () => root,
  path: '/email-change',
  validateSearch: withToken,
  component: lazyRouteComponent(() => import('../screens/email-change/email-change.tsx'), 'EmailChange'),
})

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: withToken,
  component: lazyRouteComponent(() => import('../screens/setup/setup.tsx'), 'Setup'),
})

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: lazyRouteComponent(() => import('../screens/invitation/invitation.tsx'), 'Invitation'),
})

const linkedTemplate = createRoute({
  getParentRoute: () => root,
  path: '/template/$token',
  component: lazyRouteComponent(() => import('../screens/templates/linked-template.tsx'), 'LinkedTemplate'),
})

export const openRoutes = [
  kit,
  signIn,
  signUp,
  verifyEmail,
  forgottenPassword,
  passwordReset,
  emailChange,
  setup,
  invitation,
  linkedTemplate,
] as const

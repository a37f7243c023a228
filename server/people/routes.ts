/** URLs of people: sign-up, sign-in, and one's own settings. */
import { Hono } from 'hono'
import { NewPasskey, PasskeyMaking, PasskeyUsing, UsedPasskey } from '../../shared/passkeys.ts'
import {
  AskLetter,
  ChangedEmail,
  ChangePassword,
  ChangeSettings,
  ConfirmTwoFactor,
  LetterSent,
  Me,
  Nothing,
  Passkey,
  Passkeys,
  ProveAgain,
  RecoveryCodes,
  ResetPassword,
  SecondFactor,
  Sessions,
  Setup,
  SetupState,
  SignIn,
  SignInResult,
  SignUp,
  TwoFactorStart,
  UseLink,
} from '../../shared/people.ts'
import { clearSessionCookie } from '../access/credentials.ts'
import { idOf, open, type SignedIn, signedIn, wantsProof } from '../access/may.ts'
import { forgetEveryone } from '../access/who.ts'
import { bare } from '../db/database.ts'
import { pictureAnswer, uploadOf } from '../pictures.ts'
import { answers, answersFile, answersNothing, takes } from '../route.ts'
import { deleteAccount } from './account.ts'
import { browserOf, enter, handProof, proofOf } from './browser.ts'
import { askEmailChange, changeEmail } from './email-change.ts'
import { readMe } from './me.ts'
import {
  addPasskey,
  beginPasskey,
  beginPasskeySignIn,
  listPasskeys,
  removePasskey,
  signInByPasskey,
} from './passkeys.ts'
import { askReset, changePassword, proveAgain, resetPassword } from './password-changes.ts'
import { readPhoto, removePhoto, savePhoto } from './photo.ts'
import { endByToken, endSession, endSessions, listSessions } from './sessions.ts'
import { changeSettings } from './settings.ts'
import { isSetupOpen, setUp } from './setup.ts'
import { signIn, takeSecondStep } from './sign-in.ts'
import { askVerification, signUp, verifyEmail } from './sign-up.ts'
import { beginTwoFactor, renewRecoveryCodes, turnOffTwoFactor, turnOnTwoFactor } from './two-factor.ts'

const OWN = 'one’s own account'
const BEFORE = 'nobody is signed in yet'
const LETTER = 'the token of the letter is the proof'
const sent = { sent: true } as const

/** Ways in: open to all, each with a limit of tries. */
export const signInRoutes = new Hono()
  .get('/setup', open(BEFORE), answers('Tell whether the first account is still to be made', SetupState), async (c) =>
    c.json({ open: await isSetupOpen() }),
  )
  .post(
    '/setup',
    open('the one-time link of the first start is the proof'),
    takes('json', Setup),
    answers('Make the first account', Me, 201),
    async (c) => c.json(await enter(c, await setUp(c.req.valid('json'), browserOf(c))), 201),
  )
  .post('/sign-up', open(BEFORE), takes('json', SignUp), answers('Ask for an account', LetterSent, 202), async (c) => {
    await signUp(c.req.valid('json'), browserOf(c))
    return c.json(sent, 202)
  })
  .post(
    '/email-verification/letter',
    open(BEFORE),
    takes('json', AskLetter),
    answers('Ask for the letter of confirmation again', LetterSent, 202),
    async (c) => {
      await askVerification(c.req.valid('json').email, browserOf(c))
      return c.json(sent, 202)
    },
  )
  .post(
    '/email-verification',
    open(LETTER),
    takes('json', UseLink),
    answers('Confirm an e-mail address and sign in', Me),
    async (c) => c.json(await enter(c, await verifyEmail(c.req.valid('json').token, browserOf(c)))),
  )
  .post(
    '/sign-in',
    open(BEFORE),
    takes('json', SignIn),
    answers('Sign in with a password', SignInResult),
    async (c) => {
      const result = await signIn(c.req.valid('json'), browserOf(c))
      if (result.status === 'signed-in') return c.json({ status: result.status, me: await enter(c, result) })
      handProof(c, result.proof)
      return c.json({ status: result.status, methods: result.methods })
    },
  )
  .post(
    '/sign-in/second-factor',
    open('the first step of the sign-in is the proof'),
    takes('json', SecondFactor),
    answers('Take the second step of a sign-in', SignInResult),
    async (c) => {
      const session = await takeSecondStep(proofOf(c), c.req.valid('json'), browserOf(c))
      return c.json({ status: 'signed-in' as const, me: await enter(c, session) })
    },
  )
  .post(
    '/sign-in/passkey/options',
    open(BEFORE),
    takes('json', Nothing),
    answers('Begin to sign in with a passkey', PasskeyUsing),
    async (c) => c.json(await beginPasskeySignIn(browserOf(c))),
  )
  .post(
    '/sign-in/passkey',
    open('the passkey is the proof'),
    takes('json', UsedPasskey),
    answers('Sign in with a passkey', SignInResult),
    async (c) => {
      const session = await signInByPasskey(c.req.valid('json'), browserOf(c))
      return c.json({ status: 'signed-in' as const, me: await enter(c, session) })
    },
  )
  .post('/sign-out', open('ends only the session that asks'), answersNothing('Sign out'), async (c) => {
    const { token } = browserOf(c)
    if (token) await endByToken(bare(), token)
    clearSessionCookie(c)
    c.header('clear-site-data', '"cache"')
    return c.body(null, 204)
  })
  .post(
    '/password-reset/letter',
    open(BEFORE),
    takes('json', AskLetter),
    answers('Ask for a letter to replace a forgotten password', LetterSent, 202),
    async (c) => {
      await askReset(c.req.valid('json').email, browserOf(c))
      return c.json(sent, 202)
    },
  )
  .post(
    '/password-reset',
    open(LETTER),
    takes('json', ResetPassword),
    answersNothing('Set a new password; all sessions end'),
    async (c) => {
      await resetPassword(c.req.valid('json'), browserOf(c))
      return c.body(null, 204)
    },
  )
  .post(
    '/email-change',
    open(LETTER),
    takes('json', UseLink),
    answers('Use the new e-mail address', ChangedEmail),
    async (c) => c.json({ email: await changeEmail(c.req.valid('json').token, browserOf(c)) }),
  )

/** One's own account; what is sensitive wants a proof of the last ten minutes (attack 55). */
export const meRoutes = new Hono<SignedIn>()
  .get('/me', signedIn(OWN), answers('Show who I am, and where I belong', Me), async (c) =>
    c.json(await readMe(c.var.person.userId)),
  )
  .patch('/me', signedIn(OWN), takes('json', ChangeSettings), answers('Change my settings', Me), async (c) =>
    c.json(await changeSettings(c.var.person, c.req.valid('json'))),
  )
  .delete('/me', signedIn(OWN), takes('json', Nothing), answersNothing('Delete my account'), async (c) => {
    wantsProof(c.var.person)
    await deleteAccount(c.var.person)
    clearSessionCookie(c)
    return c.body(null, 204)
  })
  .put('/me/photo', signedIn(OWN), answersNothing('Set my photo; the body is the picture'), async (c) => {
    await savePhoto(c.var.person, await uploadOf(c.req.raw))
    return c.body(null, 204)
  })
  .delete('/me/photo', signedIn(OWN), answersNothing('Remove my photo'), async (c) => {
    await removePhoto(c.var.person)
    return c.body(null, 204)
  })
  .get(
    '/users/:user/photo',
    signedIn('photos of people with whom one shares a workspace'),
    answersFile('Show a photo', 'image/webp'),
    async (c) => pictureAnswer(await readPhoto(c.var.person, idOf(c, 'user')), c.req.header('if-none-match')),
  )
  .post('/me/proof', signedIn(OWN), takes('json', ProveAgain), answersNothing('Prove again who I am'), async (c) => {
    await proveAgain(c.var.person, c.req.valid('json'))
    return c.body(null, 204)
  })
  .put(
    '/me/password',
    signedIn(OWN),
    takes('json', ChangePassword),
    answersNothing('Change my password; my other sessions end'),
    async (c) => {
      await changePassword(c.var.person, c.req.valid('json'))
      return c.body(null, 204)
    },
  )
  .post(
    '/me/email-change',
    signedIn(OWN),
    takes('json', AskLetter),
    answers('Ask to use another e-mail address', LetterSent, 202),
    async (c) => {
      wantsProof(c.var.person)
      await askEmailChange(c.var.person, c.req.valid('json').email)
      return c.json(sent, 202)
    },
  )
  .get('/me/sessions', signedIn(OWN), answers('List my sessions', Sessions), async (c) =>
    c.json({ data: await listSessions(c.var.person) }),
  )
  .delete('/me/sessions', signedIn(OWN), answersNothing('End all my other sessions'), async (c) => {
    await endSessions(bare(), c.var.person.userId, c.var.person.sessionId)
    forgetEveryone()
    return c.body(null, 204)
  })
  .delete('/me/sessions/:session', signedIn(OWN), answersNothing('End one of my sessions'), async (c) => {
    await endSession(c.var.person, idOf(c, 'session'))
    return c.body(null, 204)
  })

/** Second factors and passkeys of one's own account. */
export const factorRoutes = new Hono<SignedIn>()
  .post(
    '/me/two-factor',
    signedIn(OWN),
    takes('json', Nothing),
    answers('Begin to turn two-factor sign-in on', TwoFactorStart),
    async (c) => {
      wantsProof(c.var.person)
      return c.json(await beginTwoFactor(c.var.person))
    },
  )
  .put(
    '/me/two-factor',
    signedIn(OWN),
    takes('json', ConfirmTwoFactor),
    answers('Turn two-factor sign-in on with a code', RecoveryCodes),
    async (c) => {
      wantsProof(c.var.person)
      return c.json({ recoveryCodes: await turnOnTwoFactor(c.var.person, c.req.valid('json').code) })
    },
  )
  .delete('/me/two-factor', signedIn(OWN), answersNothing('Turn two-factor sign-in off'), async (c) => {
    wantsProof(c.var.person)
    await turnOffTwoFactor(c.var.person)
    return c.body(null, 204)
  })
  .post(
    '/me/recovery-codes',
    signedIn(OWN),
    takes('json', Nothing),
    answers('Make new recovery codes; the old ones are void', RecoveryCodes),
    async (c) => {
      wantsProof(c.var.person)
      return c.json({ recoveryCodes: await renewRecoveryCodes(c.var.person) })
    },
  )
  .get('/me/passkeys', signedIn(OWN), answers('List my passkeys', Passkeys), async (c) =>
    c.json({ data: await listPasskeys(c.var.person) }),
  )
  .post(
    '/me/passkeys/options',
    signedIn(OWN),
    takes('json', Nothing),
    answers('Begin to make a passkey', PasskeyMaking),
    async (c) => {
      wantsProof(c.var.person)
      return c.json(await beginPasskey(c.var.person))
    },
  )
  .post('/me/passkeys', signedIn(OWN), takes('json', NewPasskey), answers('Add a passkey', Passkey, 201), async (c) => {
    wantsProof(c.var.person)
    return c.json(await addPasskey(c.var.person, c.req.valid('json')), 201)
  })
  .delete('/me/passkeys/:passkey', signedIn(OWN), answersNothing('Remove a passkey'), async (c) => {
    wantsProof(c.var.person)
    await removePasskey(c.var.person, idOf(c, 'passkey'))
    return c.body(null, 204)
  })

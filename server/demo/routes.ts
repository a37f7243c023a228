/** The URLs of the sample data. Under /api. */
import { Hono } from 'hono'
import { z } from 'zod'
import { Id } from '../../shared/text.ts'
import { type SignedIn, signedIn } from '../access/may.ts'
import { answers, answersNothing } from '../route.ts'
import { fillDemo, removeDemo } from './demo.ts'

const Demo = z.object({ workspaces: z.array(z.object({ id: Id, name: z.string() })) })
const mine = signedIn('everyone may have samples of their own')

export const demoRoutes = new Hono<SignedIn>()
  .post('/demo', mine, answers('Fill two workspaces with sample data', Demo, 201), async (c) =>
    c.json(Demo.parse({ workspaces: await fillDemo(c.var.person) }), 201),
  )
  .delete('/demo', mine, answersNothing('Remove the sample data'), async (c) => {
    await removeDemo(c.var.person)
    return c.body(null, 204)
  })

/** The URLs of what a workspace pays for and uses. */
import { Hono } from 'hono'
import { Usage } from '../../shared/workspaces.ts'
import { type Inside, may } from '../access/may.ts'
import { answers } from '../route.ts'
import { readUsage } from './usage.ts'

export const billingRoutes = new Hono<Inside>().get(
  '/usage',
  may('usage:view'),
  answers('Show the plan and its meters', Usage),
  async (c) => c.json(Usage.parse(await readUsage(c.var.actor))),
)

/** Where the widget starts: finds its tag, asks for the bot's look, and hands the host page its `window.Bot`. */
import { type PublicBot, publicBot } from './bot-api.ts'
import { type ChatApi, chatApi, Refused } from './chat-api.ts'
import { drawChat, drawUnavailable, preparePage } from './draw.tsx'
import { memoryFor } from './memory.ts'
import { type Embedding, readRef, readScriptTag } from './script-tag.ts'
import type { About } from './wire.ts'

declare global {
  interface Window {
    Bot?: PublicBot
  }
}

const PAUSES = [2000, 8000, 30_000] as const

const embedding = readScriptTag()
// A second tag on the same page changes nothing.
if (embedding && !window.Bot) boot(embedding)

function boot(embedding: Embedding): void {
  const api = chatApi(embedding.base, embedding.bot)
  const memory = memoryFor(
    embedding.bot,
    () => localStorage,
    () => sessionStorage,
  )
  // What is asked before the chat is drawn is done once it is.
  let wanted: boolean | null = null
  let wantedRef = ''
  let chat: ReturnType<typeof drawChat> | null = null
  const isOpen = () => chat?.isOpen() ?? wanted === true
  const setOpen = (open: boolean, ref = '') => {
    wanted = open
    wantedRef = ref
    chat?.setOpen(open, ref)
  }
  const { bot, tell } = publicBot({
    open: (options) => setOpen(true, readRef(options?.ref)),
    close: () => setOpen(false),
    toggle: () => setOpen(!isOpen()),
  })
  window.Bot = bot

  async function show(): Promise<void> {
    await documentReady()
    if (embedding.isPage) preparePage(memory)
    const about = await askAbout(api, embedding)
    if (!about) return embedding.isPage ? drawUnavailable(embedding) : undefined
    chat = drawChat({ embedding, api, memory, about, tell })
    if (wanted !== null) chat.setOpen(wanted, wantedRef)
  }
  void show()
}

/** The bot's look; null when there is no such bot for this site, or no server after several tries. */
async function askAbout(api: ChatApi, { bot, isPage }: Embedding): Promise<About | null> {
  for (const pause of isPage ? [] : PAUSES) {
    try {
      return await api.about()
    } catch (problem) {
      if (isFinal(problem)) return refuse(bot)
    }
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
  return api.about().catch(() => refuse(bot))
}

function refuse(bot: string): null {
  reportError(
    new Error(`No chat for data-bot="${bot}" here. Is the key right, and this site among the bot's allowed ones?`),
  )
  return null
}

function isFinal(problem: unknown): boolean {
  return problem instanceof Refused && problem.status < 500 && problem.status !== 429
}

function documentReady(): Promise<unknown> {
  if (document.readyState !== 'loading') return Promise.resolve()
  return new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }))
}

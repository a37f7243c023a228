/** Any service that speaks OpenAI's chat completions: OpenAI itself, Mistral, Groq, Together, OpenRouter, Ollama, vLLM and others. */
import { z } from 'zod'
import { WebUrl } from '../../shared/messages.ts'
import type { IntegrationDefinition } from '../integration.ts'

export const openaiDefinition = {
  name: 'openai',
  label: 'AI (OpenAI-compatible)',
  kind: 'ai',
  description: 'Answers in your words with a language model: OpenAI, or any service with the same interface.',
  accounts: 1,
  secrets: z.strictObject({
    baseUrl: WebUrl.meta({
      label: 'Address of the service',
      description: 'Ends in /v1, such as https://api.openai.com/v1',
      control: 'text',
    }),
    apiKey: z.string().trim().min(1).max(500).meta({ label: 'API key', control: 'secret' }),
    model: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .meta({ label: 'Model', description: 'Used where a step names no other', control: 'text' }),
  }),
  actions: {},
} as const satisfies IntegrationDefinition

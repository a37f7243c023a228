/** The words that integrations carry, in the reader's language, by their English text. */
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'

export const INTEGRATION_WORDS: Record<string, MessageDescriptor> = {
  'AI (OpenAI-compatible)': msg`AI (OpenAI-compatible)`,
  'Answers in your words with a language model: OpenAI, or any service with the same interface.': msg`Answers in your words with a language model: OpenAI, or any service with the same interface.`,
  'Sends letters from your own verified sender, and keeps contacts for your marketing lists.': msg`Sends letters from your own verified sender, and keeps contacts for your marketing lists.`,
  'Adds people to your audiences and tags them.': msg`Adds people to your audiences and tags them.`,

  'Address of the service': msg`Address of the service`,
  'Ends in /v1, such as https://api.openai.com/v1': msg`Ends in /v1, such as https://api.openai.com/v1`,
  'https://api.sendgrid.com, or https://api.eu.sendgrid.com for accounts in the EU': msg`https://api.sendgrid.com, or https://api.eu.sendgrid.com for accounts in the EU`,
  'Left empty, the one of the key': msg`Left empty, the one of the key`,
  'API key': msg`API key`,
  'Begins with SG.': msg`Begins with SG.`,
  'Ends in your data centre, such as -us6': msg`Ends in your data centre, such as -us6`,
  Model: msg`Model`,
  'Used where a step names no other': msg`Used where a step names no other`,
  Sender: msg`Sender`,
  'A verified sender of your account': msg`A verified sender of your account`,

  'Send a letter': msg`Send a letter`,
  'Sends an e-mail from your verified sender': msg`Sends an e-mail from your verified sender`,
  'Keep a contact': msg`Keep a contact`,
  'Adds somebody to your marketing contacts, or updates them': msg`Adds somebody to your marketing contacts, or updates them`,
  'Add to an audience': msg`Add to an audience`,
  'Adds somebody, or updates them': msg`Adds somebody, or updates them`,
  'Tag a member': msg`Tag a member`,
  'Puts a tag on somebody in an audience': msg`Puts a tag on somebody in an audience`,

  'The service refuses this key.': msg`The service refuses this key.`,
  'The service refuses this account.': msg`The service refuses this account.`,
  'This key may not send mail (scope mail.send).': msg`This key may not send mail (scope mail.send).`,
  'The service is asked too much at the moment.': msg`The service is asked too much at the moment.`,
  'The server did not answer in time.': msg`The server did not answer in time.`,
  'The server refused the connection.': msg`The server refused the connection.`,
  'The certificate of the server is not valid.': msg`The certificate of the server is not valid.`,
  'The server could not be reached, or ended the connection.': msg`The server could not be reached, or ended the connection.`,
  'The answer of the server cannot be read.': msg`The answer of the server cannot be read.`,
  'The answer of the server cannot be unpacked.': msg`The answer of the server cannot be unpacked.`,
  'The answer of the server is too large.': msg`The answer of the server is too large.`,
  'This address does not exist or may not be called.': msg`This address does not exist or may not be called.`,
}

/** The sentence as the reader knows it; one without a translation, such as a brand's name, stays as it is. */
export function useIntegrationWords(): (text: string) => string {
  const { _ } = useLingui()
  return (text) => {
    const words = INTEGRATION_WORDS[text]
    if (words) return _(words)
    const status = /^The service (?:answered|refused the request) \(?(\d{3})\)?\.$/.exec(text)?.[1]
    return status ? _(msg`The service refused the request (answer ${status}).`) : text
  }
}

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

  'Lets bots speak on the Pages, Instagram profiles and WhatsApp numbers of your account.': msg`Lets bots speak on the Pages, Instagram profiles and WhatsApp numbers of your account.`,
  'Lets bots answer the reviews of your businesses, and speak as your RCS agents.': msg`Lets bots answer the reviews of your businesses, and speak as your RCS agents.`,
  'Lends its numbers to the SMS channel, and sends single text messages from flows.': msg`Lends its numbers to the SMS channel, and sends single text messages from flows.`,
  'MessageMedia (Sinch Engage)': msg`MessageMedia (Sinch Engage)`,

  'App ID': msg`App ID`,
  'On the first page of your app at developers.facebook.com': msg`On the first page of your app at developers.facebook.com`,
  'App secret': msg`App secret`,
  'Settings → Basic of the same app': msg`Settings → Basic of the same app`,
  'Token of a system user': msg`Token of a system user`,
  'Instead of signing in: made in the settings of your business, with all assets assigned': msg`Instead of signing in: made in the settings of your business, with all assets assigned`,
  'Client ID': msg`Client ID`,
  'Of an OAuth client of the type “Web application” in your Google Cloud project': msg`Of an OAuth client of the type “Web application” in your Google Cloud project`,
  'Client secret': msg`Client secret`,
  'Refresh token': msg`Refresh token`,
  'Instead of signing in: one with the scope business.manage': msg`Instead of signing in: one with the scope business.manage`,
  'Service account for RCS': msg`Service account for RCS`,
  'The JSON key of a service account that may send for your RCS agents': msg`The JSON key of a service account that may send for your RCS agents`,
  'Account SID': msg`Account SID`,
  'On the first page of the Twilio console': msg`On the first page of the Twilio console`,
  'Auth token': msg`Auth token`,
  'Below the account SID': msg`Below the account SID`,
  Space: msg`Space`,
  'The part of your address before .signalwire.com': msg`The part of your address before .signalwire.com`,
  'Project ID': msg`Project ID`,
  'On the page “API” of your space': msg`On the page “API” of your space`,
  'API token': msg`API token`,
  'With the scope Messaging and Numbers': msg`With the scope Messaging and Numbers`,
  'Signing key': msg`Signing key`,
  'On the page “API”; webhooks are checked with it': msg`On the page “API”; webhooks are checked with it`,
  Region: msg`Region`,
  'eu or au of Sinch Engage; classic for accounts of api.messagemedia.com': msg`eu or au of Sinch Engage; classic for accounts of api.messagemedia.com`,
  'Of the kind “Basic authentication”': msg`Of the kind “Basic authentication”`,
  'API secret': msg`API secret`,
  'Signature key': msg`Signature key`,
  'The public key of secure callbacks, where your account has them switched on': msg`The public key of secure callbacks, where your account has them switched on`,

  'Send an SMS': msg`Send an SMS`,
  'Sends a text message to a telephone number': msg`Sends a text message to a telephone number`,
  eu: msg`Europe (eu)`,
  au: msg`Australia (au)`,
  classic: msg`Classic (api.messagemedia.com)`,

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
  'The account is suspended or closed.': msg`The account is suspended or closed.`,
  'The account has no number that can send text messages.': msg`The account has no number that can send text messages.`,
  'Google gave no lasting access; sign in again and allow all of it.': msg`Google gave no lasting access; sign in again and allow all of it.`,
  'This sign-in is over. Begin it again.': msg`This sign-in is over. Begin it again.`,
  'The access was not allowed.': msg`The access was not allowed.`,
  'The provider did not let you sign in.': msg`The provider did not let you sign in.`,
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

/** The base addresses of the services that channels and accounts speak to; an operator may set others (`SERVICE_URLS`), such as a counterpart in a test. */

export const SERVICES = {
  facebook: 'https://graph.facebook.com/v25.0',
  'facebook-login': 'https://www.facebook.com/v25.0',
  instagram: 'https://graph.instagram.com/v25.0',
  telegram: 'https://api.telegram.org',
  twilio: 'https://api.twilio.com',
  'twilio-messaging': 'https://messaging.twilio.com',
  /** `{space}` is the customer's own */
  signalwire: 'https://{space}.signalwire.com',
  'sinch-eu': 'https://eu.app.api.sinch.com',
  'sinch-au': 'https://au.app.api.sinch.com',
  messagemedia: 'https://api.messagemedia.com',
  line: 'https://api.line.me',
  'line-data': 'https://api-data.line.me',
  'google-login': 'https://accounts.google.com',
  'google-api': 'https://www.googleapis.com',
  'google-oauth': 'https://oauth2.googleapis.com',
  'google-certs': 'https://www.googleapis.com',
  'google-reviews': 'https://mybusiness.googleapis.com',
  'google-accounts': 'https://mybusinessaccountmanagement.googleapis.com',
  'google-businesses': 'https://mybusinessbusinessinformation.googleapis.com',
  'google-notifications': 'https://mybusinessnotifications.googleapis.com',
  /** `{region}` is us, europe or asia */
  rcs: 'https://{region}-rcsbusinessmessaging.googleapis.com',
  viber: 'https://chatapi.viber.com',
  slack: 'https://slack.com',
  wechat: 'https://api.weixin.qq.com',
} as const satisfies Record<string, string>

export type Service = keyof typeof SERVICES
export type ServiceUrls = Readonly<Record<Service, string>>

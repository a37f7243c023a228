/** The envelopes of WeChat by another hand, for tests; the package has no types. */
declare module 'wechat-crypto' {
  export default class WXBizMsgCrypt {
    constructor(token: string, encodingAesKey: string, appId: string)
    encrypt(text: string): string
    getSignature(timestamp: string, nonce: string, encrypted: string): string
  }
}

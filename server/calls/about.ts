/** Whose call it is. */
export interface About {
  workspaceId: string
  botId: string
  /** null where somebody only tries it out */
  conversationId: string | null
}

/** A message as it came in, whatever the platform. */
export interface IncomingMessage {
  readonly platform: 'slack' | 'teams'
  /** The same for the same message however often and by whichever event it is delivered. */
  readonly key: string
  /** Channel, group or one-to-one chat. */
  readonly chat: string
  /** The thread that the answer goes to; the same as `chat` where there are no threads. */
  readonly thread: string
  /** `direct`: one to one with the bot. */
  readonly place: 'direct' | 'shared'
  /** Written into a thread that was there before. */
  readonly isReply: boolean
  /** `other`: the bot itself, another bot, or the platform. */
  readonly author: 'person' | 'other'
  /** The platform's id of the author. */
  readonly asker: string
  /** `change`: an edit, a deletion, somebody joining; anything but words just written. */
  readonly kind: 'new' | 'change'
  readonly mentions: { readonly bot: boolean; readonly others: boolean }
  /** What was written, without the mention of the bot. */
  readonly text: string
}

/** Whether the author turned to the bot; what is not addressed is answered only where there is something to say. */
export function isAddressed({ place, mentions }: Pick<IncomingMessage, 'place' | 'mentions'>): boolean {
  return place === 'direct' || mentions.bot
}

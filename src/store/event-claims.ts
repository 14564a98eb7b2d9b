/** Asks for an event, so that one process deals with it and no other. */
export interface Claim {
  readonly key: string
  /** Names this very claim: where the reply to it was lost, it is granted again to who asks by the same name. */
  readonly by: string
  /** Milliseconds since 1970, as all times here. */
  readonly now: number
  /** So long nobody else gets the event, unless the claim is renewed. */
  readonly leaseMs: number
  /** What is to be done, for whoever takes it up where the claimer is gone; without one, nobody does. */
  readonly task?: Task
}

/** Work that any process can do: what came in, as the platform's adapter reads it. */
export interface Task {
  readonly platform: string
  /** Anything that JSON can hold. */
  readonly data: unknown
}

/** A claim that is held. */
export type HeldClaim = Pick<Claim, 'key' | 'by'>

/** A task whose claimer is gone, claimed anew. */
export interface AbandonedTask {
  readonly key: string
  readonly data: unknown
  /** What the claimer had shown of the answer; `null` where nothing. */
  readonly shown: string | null
}

/** Who deals with which event. All who share it see the same. */
export interface EventClaims {
  /**
   * `true` for the first who claims an event; again once the lease is over without {@link EventClaims.finish}, so that
   * an event that a killed process had claimed is not lost.
   */
  claim(claim: Claim): Promise<boolean>
  /** Keeps claims for `leaseMs` from now on; resolves to the keys of those that nobody else has got meanwhile. */
  renew(held: readonly HeldClaim[], now: number, leaseMs: number): Promise<readonly string[]>
  /** Remembers what is shown of an answer, so that whoever takes the task up goes on there. */
  noteShown(key: string, shown: string): Promise<void>
  /** Claims the oldest task of a platform whose lease is over; `undefined` where there is none. */
  takeUp(platform: string, claim: Omit<Claim, 'key' | 'task'>): Promise<AbandonedTask | undefined>
  /** The event was dealt with: nobody gets it again. */
  finish(key: string): Promise<void>
  /** The event was not dealt with: whoever claims it next gets it. */
  release(key: string): Promise<void>
  /** Dealing with the event failed: nobody takes it up, but if it comes again, it is dealt with after the lease. */
  drop(key: string): Promise<void>
}

/** A question that nobody could answer for so long is not answered any more: who asked has gone on. */
export const TAKE_UP_WITHIN_MS = 3_600_000
/** A task that so many processes died of is left alone. */
export const MAX_TRIES = 3
/** Platforms send an event again for minutes; a day is plenty. */
export const EVENT_DAYS = 1

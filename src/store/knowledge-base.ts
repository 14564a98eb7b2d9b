import type { KnowledgeStore } from './knowledge-store.ts'

/** What is done while another process holds the lock. */
export interface WaitOptions {
  /** Called once, before the wait. */
  readonly onWait?: (() => void) | undefined
  /** Ends the wait with an `AbortError`. */
  readonly signal?: AbortSignal | undefined
}

/** Where the knowledge is kept, and what is done to all of it at once. Throws IndexError. */
export interface KnowledgeBase {
  /** For messages: a folder, or `host:port/name` of a database. */
  readonly name: string
  /** Whether papers were ever taken in here. */
  exists(): Promise<boolean>
  open(mode: 'read' | 'write'): Promise<KnowledgeStore>
  /** Runs `work` while no other process changes the knowledge, however long that takes. */
  withWriteLock<T>(wait: WaitOptions, work: () => Promise<T>): Promise<T>
  /**
   * Builds all of it anew beside the old, which answers until the new one takes its place at once: where `build` returns
   * `true`. A process that is killed meanwhile leaves the old one.
   */
  rebuild(build: (store: KnowledgeStore) => Promise<boolean>): Promise<void>
  close(): Promise<void>
}

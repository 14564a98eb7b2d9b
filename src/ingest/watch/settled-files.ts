import type { Look } from './look-at-folders.ts'

/** How long a file must stay as it is, in milliseconds. */
export interface SettleTimes {
  /** Before one is taken in that ends as its kind does, or counts as gone. */
  readonly settleMs: number
  /** Before one is taken in that does not, so that it is named with the reason. */
  readonly unfinishedMs: number
}

/** Remembers the files of folders from look to look. */
export interface SettledFiles {
  /** Takes note of a look at the time `now`; looks come in the order of time. */
  note(look: Pick<Look, 'files' | 'listed'>, now: number): void
  /** Files that changed since they were taken in, and have stayed as they are for long enough. */
  findDue(now: number): Promise<readonly string[]>
  /** Files that have been missing for long enough. */
  findGone(now: number): readonly string[]
  /** All that are or were lately there. */
  listPresent(): readonly string[]
  /** The file as it was at the last look is done with. */
  markTaken(path: string): void
  forget(path: string): void
}

interface Seen {
  readonly stamp: string
  /** When it was first seen like this, or missing. */
  readonly since: number
  readonly isMissing: boolean
  /** The stamp that it was taken in with. */
  readonly taken: string | undefined
}

/** Begins with nothing seen. */
export function createSettledFiles(
  { settleMs, unfinishedMs }: SettleTimes,
  isWhole: (path: string) => Promise<boolean>,
): SettledFiles {
  const seen = new Map<string, Seen>()
  return {
    note({ files, listed }, now) {
      for (const [path, stamp] of files) {
        const before = seen.get(path)
        if (before?.stamp === stamp && !before.isMissing) continue
        seen.set(path, { stamp, since: now, isMissing: false, taken: before?.taken })
      }
      for (const [path, before] of seen) {
        if (files.has(path) || before.isMissing || !listed.some((folder) => path.startsWith(folder))) continue
        seen.set(path, { ...before, since: now, isMissing: true })
      }
    },
    async findDue(now) {
      const due: string[] = []
      for (const [path, { stamp, since, isMissing, taken }] of seen) {
        if (isMissing || stamp === taken || now - since < settleMs) continue
        if (now - since >= unfinishedMs || (await isWhole(path))) due.push(path)
      }
      return due
    },
    findGone: (now) =>
      [...seen].filter(([, { isMissing, since }]) => isMissing && now - since >= settleMs).map(([path]) => path),
    listPresent: () => [...seen.keys()],
    markTaken(path) {
      const entry = seen.get(path)
      if (entry) seen.set(path, { ...entry, taken: entry.stamp })
    },
    forget: (path) => void seen.delete(path),
  }
}

import { type EventClaims, MAX_TRIES, TAKE_UP_WITHIN_MS } from './event-claims.ts'
import type { Connection } from './sqlite-driver.ts'

/** `task` and `shown` are gone with the end of the work: they hold what somebody asked. */
const SCHEMA = `
DROP TABLE IF EXISTS events;
CREATE TABLE IF NOT EXISTS claims (
  key TEXT PRIMARY KEY, claimed_by TEXT NOT NULL, claimed_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
  is_done INTEGER NOT NULL DEFAULT 0, platform TEXT, task TEXT, shown TEXT, tries INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX IF NOT EXISTS claims_open ON claims (platform, expires_at) WHERE task IS NOT NULL;
`

interface Row {
  readonly key: string
  readonly task: string
  readonly shown: string | null
}

/** Claims in an SQLite file; every statement is one transaction. Makes its table where there is none. */
export function createSqliteClaims(db: Connection): EventClaims {
  db.exec(SCHEMA)
  const claim = db.prepare<[object]>(
    `INSERT INTO claims (key, claimed_by, claimed_at, expires_at, platform, task)
     VALUES (@key, @by, @now, @now + @leaseMs, @platform, @data)
     ON CONFLICT (key) DO UPDATE SET claimed_by = excluded.claimed_by, expires_at = excluded.expires_at,
       platform = excluded.platform, task = excluded.task
     WHERE is_done = 0 AND (claims.expires_at <= @now OR claims.claimed_by = @by)`,
  )
  const renew = db.prepare<[number, string, string]>(
    'UPDATE claims SET expires_at = ? WHERE key = ? AND claimed_by = ? AND is_done = 0',
  )
  const takeUp = db.prepare<[object], Row>(
    `UPDATE claims SET claimed_by = @by, expires_at = @now + @leaseMs, tries = tries + 1 WHERE key = (
       SELECT key FROM claims
       WHERE platform = @platform AND task IS NOT NULL AND is_done = 0 AND tries < ${MAX_TRIES}
         AND expires_at <= @now AND claimed_at >= @now - ${TAKE_UP_WITHIN_MS}
       ORDER BY expires_at LIMIT 1)
     RETURNING key, task, shown`,
  )
  const noteShown = db.prepare<[string, string]>('UPDATE claims SET shown = ? WHERE key = ? AND is_done = 0')
  const finish = db.prepare<[string]>('UPDATE claims SET is_done = 1, task = NULL, shown = NULL WHERE key = ?')
  const release = db.prepare<[string]>('DELETE FROM claims WHERE key = ?')
  const drop = db.prepare<[string]>('UPDATE claims SET task = NULL, shown = NULL WHERE key = ?')
  return {
    claim: async ({ task, ...given }) =>
      claim.run({ ...given, platform: task?.platform ?? null, data: task ? JSON.stringify(task.data) : null }).changes >
      0,
    renew: async (held, now, leaseMs) =>
      held.filter(({ key, by }) => renew.run(now + leaseMs, key, by).changes > 0).map(({ key }) => key),
    noteShown: async (key, shown) => void noteShown.run(shown, key),
    async takeUp(platform, given) {
      const row = takeUp.get({ platform, ...given })
      return row && { key: row.key, data: JSON.parse(row.task) as unknown, shown: row.shown }
    },
    finish: async (key) => void finish.run(key),
    release: async (key) => void release.run(key),
    drop: async (key) => void drop.run(key),
  }
}

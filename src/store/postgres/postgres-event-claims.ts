import { type EventClaims, MAX_TRIES, TAKE_UP_WITHIN_MS } from '../event-claims.ts'
import type { Session } from './database.ts'

interface Row {
  readonly key: string
  readonly task: string
  readonly shown: string | null
}

/** Claims in Postgres; every statement is one transaction, and gives an event to one of many who ask at once. */
export function createPostgresClaims(session: Session): EventClaims {
  return {
    async claim({ key, by, now, leaseMs, task }) {
      const data = task ? JSON.stringify(task.data) : null
      const rows = await session.write(CLAIM, [key, by, now, now + leaseMs, task?.platform ?? null, data])
      return rows.length > 0
    },
    async renew(held, now, leaseMs) {
      if (held.length === 0) return []
      const [keys, names] = [held.map(({ key }) => key), held.map(({ by }) => by)]
      const rows = await session.write<Pick<Row, 'key'>>(RENEW, [now + leaseMs, keys, names])
      return rows.map(({ key }) => key)
    },
    async takeUp(platform, { by, now, leaseMs }) {
      const rows = await session.write<Row>(TAKE_UP, [
        platform,
        by,
        now,
        now + leaseMs,
        now - TAKE_UP_WITHIN_MS,
        MAX_TRIES,
      ])
      const [row] = rows
      return row && { key: row.key, data: JSON.parse(row.task) as unknown, shown: row.shown }
    },
    async noteShown(key, shown) {
      await session.write('UPDATE claims SET shown = $2 WHERE key = $1 AND NOT is_done', [key, shown])
    },
    async finish(key) {
      await session.write('UPDATE claims SET is_done = true, task = NULL, shown = NULL WHERE key = $1', [key])
    },
    async release(key) {
      await session.write('DELETE FROM claims WHERE key = $1', [key])
    },
    async drop(key) {
      await session.write('UPDATE claims SET task = NULL, shown = NULL WHERE key = $1', [key])
    },
  }
}

const CLAIM = `
  INSERT INTO claims (key, claimed_by, claimed_at, expires_at, platform, task) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (key) DO UPDATE SET claimed_by = excluded.claimed_by, expires_at = excluded.expires_at,
    platform = excluded.platform, task = excluded.task
  WHERE NOT claims.is_done AND (claims.expires_at <= excluded.claimed_at OR claims.claimed_by = excluded.claimed_by)
  RETURNING key`

const RENEW = `
  UPDATE claims SET expires_at = $1 FROM unnest($2::text[], $3::text[]) AS held (key, name)
  WHERE claims.key = held.key AND claims.claimed_by = held.name AND NOT claims.is_done RETURNING claims.key`

/** Whoever asks at the same time gets the next one: a row that another is taking is skipped. */
const TAKE_UP = `
  UPDATE claims SET claimed_by = $2, expires_at = $4, tries = tries + 1 WHERE key = (
    SELECT key FROM claims
    WHERE platform = $1 AND task IS NOT NULL AND NOT is_done AND tries < $6 AND expires_at <= $3 AND claimed_at >= $5
    ORDER BY expires_at LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING key, task, shown`

/** Who is who in the one workspace of the fake: team, app, bot and the credentials it accepts unless told otherwise. */
export const ids = {
  team: 'T0TEAM',
  teamDomain: 'example',
  app: 'A0APP',
  bot: 'B0BOT',
  botUser: 'U0BOT',
  botName: 'posture-bot',
  /** A user for whom no test cares who it is. */
  user: 'U0ASKER',
} as const

/** Ids that look like Slack's (`Ev0000000001`), counted, so that a run can be repeated. */
export function createIds(): (prefix: string) => string {
  let count = 0
  return (prefix) => {
    count += 1
    return `${prefix}${count.toString(36).toUpperCase().padStart(10, '0')}`
  }
}

/**
 * Message timestamps (`1790000001.000100`), unique and rising within a channel only: two channels hold the same `ts`,
 * as they may in Slack, so that code which takes a `ts` for a key without its channel is found out.
 */
export function createTimestamps(): (channel: string) => string {
  const counts = new Map<string, number>()
  return (channel) => {
    const count = (counts.get(channel) ?? 0) + 1
    counts.set(channel, count)
    return `${1_790_000_000 + count}.${String(count * 100).padStart(6, '0')}`
  }
}

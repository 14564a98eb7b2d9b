import type { Call } from './records.ts'
import { scanCall } from './scan-call.ts'
import type { World } from './world.ts'

/** Remembers a call and, where it was accepted, what Slack would act on in it. */
export function recordCall(world: World, call: Call): void {
  const { calls, mentions, links, emoji, unfurling } = world.records
  calls.push(call)
  if (!call.ok) return
  const found = scanCall(call.method, call.args)
  mentions.push(...found.mentions.map((mention) => ({ mention, call })))
  links.push(...found.links.map((link) => ({ ...link, call })))
  emoji.push(...found.emoji.map((name) => ({ name, call })))
  unfurling.push(...found.unfurling.map((url) => ({ url, call })))
}

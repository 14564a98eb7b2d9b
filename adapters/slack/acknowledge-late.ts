import type { App } from '@slack/bolt'

/**
 * Acknowledges events after their listeners, which see to it that what they have taken outlives this process. Bolt would
 * do so before: what a process that is killed had acknowledged, and nothing else, Slack does not send again.
 */
export function acknowledgeLate(app: App): void {
  const processEvent = app.processEvent.bind(app)
  app.processEvent = async (incoming) => {
    if (incoming.body.event === undefined) return processEvent(incoming)
    let acknowledge: (() => Promise<void>) | undefined
    await processEvent({
      ...incoming,
      ack: async (response) => {
        acknowledge = () => incoming.ack(response)
      },
    })
    await acknowledge?.()
  }
}

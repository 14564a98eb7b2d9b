import type { TurnContext } from 'botbuilder'

/** The part of the SDK's client that holds its steps; private there. */
interface ClientInside {
  readonly client: { readonly pipeline: { removePolicy(policy: { readonly name: string }): readonly unknown[] } }
}

/**
 * Takes the SDK's own retries out of the client of a turn: it waits as long as Teams tells it to, and sends even after
 * the wait for it was given up. The last release (4.23.3) passes no setting for this on to its HTTP client.
 */
export function dropRetries({ adapter, turnState }: TurnContext): void {
  const inside: ClientInside | undefined = turnState.get(adapter.ConnectorClientKey)
  inside?.client.pipeline.removePolicy({ name: 'defaultRetryPolicy' })
}

import type { Feedback, StoredExchange } from '../../src/store/conversation-log.ts'
import { squash } from '../../src/text/fold.ts'

/** What people asked and what they thought of the answers. */
export interface ReportSummary {
  readonly asked: number
  readonly people: number
  /** How many questions ended how, most frequent first. */
  readonly outcomes: readonly (readonly [string, number])[]
  readonly unanswered: readonly Unanswered[]
  readonly mostAsked: readonly MostAsked[]
  readonly votes: readonly VotedAnswer[]
  readonly thumbs: { readonly up: number; readonly down: number }
}

/** Questions of one kind that got no answer. */
export interface Unanswered {
  /** `''` where no product was named. */
  readonly product: string
  /** Id of the attribute, `''` where none was understood. */
  readonly attribute: string
  readonly status: StoredExchange['status']
  readonly count: number
  readonly example: string
}

/** A question, however it was spelled. */
export interface MostAsked {
  readonly question: string
  readonly count: number
}

/** An answer that somebody voted on. */
export interface VotedAnswer {
  readonly question: string
  readonly status: StoredExchange['status']
  /** Votes of the person who asked, and of others who read along. */
  readonly byAsker: 'up' | 'down' | null
  readonly others: { readonly up: number; readonly down: number }
  readonly reasons: readonly string[]
}

/** Statuses that leave the asker without what was asked for. */
const UNANSWERED: readonly StoredExchange['status'][] = [
  'not_stated',
  'unknown_product',
  'clarify',
  'out_of_scope',
  'failed',
]

/** Sums up exchanges and the feedback on them; each list has its most frequent entries first. */
export function summarize(exchanges: readonly StoredExchange[], feedback: readonly Feedback[]): ReportSummary {
  return {
    asked: exchanges.length,
    people: new Set(exchanges.map(({ platform, asker }) => `${platform} ${asker}`)).size,
    outcomes: [...countBy(exchanges, ({ status }) => status)]
      .map(([status, all]) => [status, all.length] as const)
      .sort((a, b) => b[1] - a[1]),
    unanswered: findUnanswered(exchanges),
    mostAsked: [...countBy(exchanges, ({ question }) => squash(question).replace(/[?？。.!！]+$/u, ''))]
      .map(([, all]) => ({ question: all[0]?.question ?? '', count: all.length }))
      .sort((a, b) => b.count - a.count),
    votes: findVotes(exchanges, feedback),
    thumbs: {
      up: feedback.filter(({ vote }) => vote === 'up').length,
      down: feedback.filter(({ vote }) => vote === 'down').length,
    },
  }
}

function findUnanswered(exchanges: readonly StoredExchange[]): Unanswered[] {
  const parts = exchanges
    .filter(({ status }) => UNANSWERED.includes(status))
    .flatMap(({ products, attributes, status, question }) =>
      orNone(products).flatMap((product) =>
        orNone(attributes).map((attribute) => ({ product, attribute, status, example: question })),
      ),
    )
  return [...countBy(parts, ({ product, attribute, status }) => JSON.stringify([product, attribute, status]))]
    .flatMap(([, all]) => (all[0] ? [{ ...all[0], count: all.length }] : []))
    .sort((a, b) => b.count - a.count)
}

function findVotes(exchanges: readonly StoredExchange[], feedback: readonly Feedback[]): VotedAnswer[] {
  const byId = new Map(exchanges.map((exchange) => [exchange.id, exchange]))
  return [...countBy(feedback, ({ exchangeId }) => exchangeId)]
    .flatMap(([id, votes]) => {
      const exchange = byId.get(id)
      if (!exchange) return []
      const others = votes.filter(({ person }) => person !== exchange.asker)
      const count = (vote: 'up' | 'down') => others.filter((other) => other.vote === vote).length
      return [
        {
          question: exchange.question,
          status: exchange.status,
          byAsker: votes.find(({ person }) => person === exchange.asker)?.vote ?? null,
          others: { up: count('up'), down: count('down') },
          reasons: votes.flatMap(({ reason }) => reason ?? []),
        },
      ]
    })
    .sort((a, b) => downs(b) - downs(a))
}

function downs({ byAsker, others }: VotedAnswer): number {
  return others.down + (byAsker === 'down' ? 1 : 0)
}

function orNone(names: readonly string[]): readonly string[] {
  return names.length > 0 ? names : ['']
}

function countBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}

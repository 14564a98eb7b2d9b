/** What Teams takes. Sources: Microsoft's pages on bot messages, AI-generated content and streaming, and the Playground. */
export const TEAMS_LIMITS = {
  /** Of an activity as JSON in UTF-16. Pages say 100 KB or, in other languages, 40 KB. */
  messageBytes: 40_000,
  /** One page says 20, an older one 10; the Playground refuses more than 10. */
  citations: 10,
  citationName: 80,
  citationAbstract: 160,
  /** More are hidden behind a menu. */
  cardActions: 6,
  buttonTitle: 60,
  /** Of a status line in a stream. */
  informative: 1000,
  /** Ours: an answer is never spread over more messages. */
  messages: 6,
} as const

/** Units of UTF-16 that we may fill; the SDK adds who sends, to whom and where, as long as ids in Teams are. */
export const MESSAGE_UNITS = TEAMS_LIMITS.messageBytes / 2 - 2000

/** Units of UTF-16 that something takes as JSON. */
export function sizeOf(value: unknown): number {
  return JSON.stringify(value).length
}

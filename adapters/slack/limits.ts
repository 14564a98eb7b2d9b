/**
 * What Slack takes. Numbers without a remark: Block Kit and Web API reference, and the typings of `@slack/types` 3.2.
 */
export const SLACK_LIMITS = {
  blocks: 50,
  /** `text` of a message; Slack cuts above 40,000, and one letter is up to five once it is escaped. */
  text: 8000,
  sectionText: 3000,
  headerText: 150,
  actionElements: 25,
  buttonText: 75,
  buttonValue: 2000,
  accessibilityLabel: 75,
  modalTitle: 24,
  /** All `markdown` blocks of a message, and the text of a stream. */
  markdown: 12_000,
  /** All blocks together. Undocumented; messages above 13,170 characters failed (slackapi/bolt-js#2509, #2867). */
  messageCharacters: 13_000,
  tableRows: 100,
  tableColumns: 20,
  /** All cells of the one table that a message may have. */
  tableCharacters: 10_000,
  suggestedPrompts: 4,
  /** Uses of a response address: an answer is never spread over more messages. */
  messages: 5,
} as const

import { createInterface } from 'node:readline/promises'
import type { Answer, Question } from '../../src/domain.ts'
import { ConfigError, IndexError, ModelError } from '../../src/errors.ts'
import { MAX_TURNS } from '../../src/store/conversation-log.ts'
import type { StoredPaper } from '../../src/store/knowledge-store.ts'
import { formatAnswer, toTerminal } from '../print-answer.ts'

/** What a conversation needs from the engine. */
export interface ChatEngine {
  ask(question: Question): Promise<Answer>
  readonly store: { listPapers(): Promise<readonly StoredPaper[]> }
}

/** Where a conversation takes place. */
export interface ChatStreams {
  readonly input: NodeJS.ReadStream
  readonly output: NodeJS.WriteStream
  /** Ends the conversation after the answer that is being made. */
  readonly signal: AbortSignal
}

const PROMPT = '質問> '
const HELP = `質問を1行で入力すると、登録されている資料の記載を出典つきでお答えします。
続けて「じゃあ〇〇は？」「ログの方は？」のように尋ねることもできます。

  /list   登録されている資料の一覧
  /new    話題を変える（前の質問を引き継がない）
  /help   この説明
  /quit   終了（Ctrl-D、Ctrl-C でも終了します）`

/**
 * Answers a question a line until the input ends, `/quit` or the signal. Earlier questions of the conversation are given
 * along as turns. Returns the exit code: 1 if an answer could not be made.
 */
export async function chat(engine: ChatEngine, { input, output, signal }: ChatStreams): Promise<number> {
  if (signal.aborted) return 0
  const isTerminal = Boolean(input.isTTY && output.isTTY)
  const lines = createInterface({ input, output, terminal: isTerminal, prompt: isTerminal ? PROMPT : '' })
  const close = () => lines.close()
  signal.addEventListener('abort', close)
  lines.on('SIGINT', close)
  if (isTerminal) output.write(`${greet(await engine.store.listPapers())}\n\n`)
  lines.prompt()
  let turns: readonly string[] = []
  let code = 0
  for await (const line of lines) {
    if (signal.aborted) break
    const text = line.trim()
    if (text === '/quit' || text === '/exit') break
    const reply = await replyTo(text, turns, engine, output)
    if (reply.text !== '') output.write(`${reply.text}\n\n`)
    turns = reply.turns
    if (reply.failed) code = 1
    if (signal.aborted) break
    lines.prompt()
  }
  lines.close()
  if (isTerminal) output.write('\n')
  return code
}

interface Reply {
  readonly text: string
  readonly turns: readonly string[]
  readonly failed?: boolean
}

async function replyTo(
  text: string,
  turns: readonly string[],
  engine: ChatEngine,
  output: NodeJS.WriteStream,
): Promise<Reply> {
  if (text === '') return { text: '', turns }
  try {
    if (text === '/new') return { text: '新しい話題として伺います。', turns: [] }
    if (text === '/list') return { text: listOf(await engine.store.listPapers()), turns }
    if (/^\/[a-z?]*$/u.test(text)) return { text: HELP, turns }
    const answer = await engine.ask({ text, turns })
    return { text: formatAnswer(answer, toTerminal(output)), turns: [...turns, text].slice(-MAX_TURNS) }
  } catch (error) {
    // Faults that can be mended from outside while the conversation goes on; anything else is ours and ends it.
    if (!(error instanceof IndexError || error instanceof ModelError || error instanceof ConfigError)) throw error
    return { text: `回答できませんでした。${error.message}`, turns, failed: true }
  }
}

function greet(papers: readonly StoredPaper[]): string {
  const names = papers.map((paper) => paper.product).join('、')
  const what = papers.length > 0 ? `${papers.length}件の資料（${names}）` : '資料'
  return `${what}の記載を、出典つきでお答えします。使い方は /help、終了は /quit です。`
}

function listOf(papers: readonly StoredPaper[]): string {
  if (papers.length === 0) return '登録されている資料はありません。'
  return papers
    .map(({ product, title, version, date }) => {
      const edition = [version === null ? '' : `${version}版`, date ?? ''].filter((part) => part !== '').join('、')
      return `・${product}：${title}${edition === '' ? '' : `（${edition}）`}`
    })
    .join('\n')
}

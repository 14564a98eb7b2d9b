import { execFile } from 'node:child_process'
import { toPgm } from './gray-image.ts'
import type { RecognizedLine, RecognizedWord, Recognizer, TextLayout } from './recognizer.ts'

/** What is read with Tesseract, and within which limits. */
export interface TesseractOptions {
  readonly command: string
  /** For one picture. */
  readonly timeoutMs: number
}

const DEFAULTS: TesseractOptions = { command: 'tesseract', timeoutMs: 60_000 }
const MAX_OUTPUT_BYTES = 20 * 1024 * 1024
/** Asked for what is installed, it answers at once. */
const LIST_TIMEOUT_MS = 10_000
const JAPANESE = 'jpn'
const ENGLISH = 'eng'
/** Share of Japanese characters below which a page is in English. */
const MIN_JAPANESE = 0.05
/** `--psm`: blocks are looked for, or lines of different sizes in one block. */
const SEGMENTATION: Readonly<Record<TextLayout, string>> = { columns: '3', lines: '4' }
const INSTALL = 'apt-get install tesseract-ocr tesseract-ocr-jpn'

/** Text recognition by the Tesseract program of the system, with its Japanese and English models. */
export function createTesseract(options: Partial<TesseractOptions> = {}): Recognizer {
  const { command, timeoutMs } = { ...DEFAULTS, ...options }
  let languages: Promise<readonly string[]> | null = null
  const installed = () => (languages ??= listLanguages(command))
  return {
    async findProblem() {
      const found = await installed()
      if (found.includes(JAPANESE)) return null
      const missing = found.length === 0 ? 'Tesseract is not installed' : 'Tesseract has no Japanese model'
      return `${missing} (Debian: ${INSTALL})`
    },
    async recognize(image, layout) {
      const read = (language: string) => run(command, toArguments(language, layout), toPgm(image), timeoutMs)
      const lines = parseTsv(await read(JAPANESE))
      const isEnglish =
        lines.length > 0 && shareOfJapanese(lines) < MIN_JAPANESE && (await installed()).includes(ENGLISH)
      return isEnglish ? parseTsv(await read(ENGLISH)) : lines
    },
  }
}

async function listLanguages(command: string): Promise<readonly string[]> {
  try {
    const listed = await run(command, ['--list-langs'], null, LIST_TIMEOUT_MS)
    return listed
      .split('\n')
      .slice(1)
      .map((line) => line.trim())
  } catch {
    return []
  }
}

function toArguments(language: string, layout: TextLayout): readonly string[] {
  return ['stdin', 'stdout', '-l', language, '--psm', SEGMENTATION[layout], '--dpi', '300', 'tsv']
}

/** Runs the command without a shell. Several of its threads are slower than one. */
function run(command: string, args: readonly string[], input: Buffer | null, timeoutMs: number): Promise<string> {
  const env = { ...process.env, OMP_THREAD_LIMIT: '1' }
  const options = { timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: MAX_OUTPUT_BYTES, env } as const
  return new Promise((resolve, reject) => {
    const child = execFile(command, args, options, (error, stdout) => (error ? reject(error) : resolve(stdout)))
    // It may end before it has taken everything in; why, its exit code tells.
    child.stdin?.on('error', () => {})
    child.stdin?.end(input ?? undefined)
  })
}

const LINE = '4'
const WORD = '5'

/** Lines with their words from the table that Tesseract writes: a row for each page, block, paragraph, line and word. */
function parseTsv(tsv: string): readonly RecognizedLine[] {
  const lines: (RecognizedLine & { readonly words: RecognizedWord[] })[] = []
  for (const row of tsv.split('\n')) {
    const [level, , , , , , ...cells] = row.split('\t')
    const [left = 0, top = 0, width = 0, height = 0, confidence = 0] = cells.map(Number)
    if (level === LINE) lines.push({ words: [], left, right: left + width, top, bottom: top + height })
    const text = cells[5]?.trim() ?? ''
    if (level === WORD && text !== '') lines.at(-1)?.words.push({ text, left, right: left + width, confidence })
  }
  return lines.filter(({ words }) => words.length > 0)
}

function shareOfJapanese(lines: readonly RecognizedLine[]): number {
  const text = lines.flatMap(({ words }) => words.map((word) => word.text)).join('')
  return (text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0) / text.length
}

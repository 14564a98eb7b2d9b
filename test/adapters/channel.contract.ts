import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { textsOf } from '../../src/conversation/interface-texts.ts'
import { toPresentation } from '../../src/conversation/presentation.ts'
import { openEngine } from '../../src/open-engine.ts'
import { type AnswerEngine, KNOWLEDGE_DIR, openAnswerEngine } from '../helpers/answer-engine.ts'
import { type FakeOpenAi, type Fault, startFakeOpenAi } from '../helpers/fake-openai/fake-openai.ts'
import { promptOf } from '../helpers/fake-openai/scripted-replies.ts'

/** What a person sees of one answer, whatever the platform. */
export interface Seen {
  /** Lines of the text, without formatting. */
  readonly lines: readonly string[]
  /** Cells of the platform's own table, head first; `undefined` where there is none. */
  readonly rows: readonly (readonly string[])[] | undefined
  /** Everything else that is shown: sources, notices. */
  readonly below: string
  readonly buttons: readonly string[]
}

/** A platform with the bot in it, driven as people use it. */
export interface ChannelDriver {
  /** Says something where others read along, with a mention of the bot; `undefined` where it stays silent. */
  mention(text: string): Promise<Seen | undefined>
  /** Writes below the last answer to a mention, without one. */
  followUp(text: string, manner?: { readonly mentionsSomebody?: boolean }): Promise<Seen | undefined>
  direct(text: string): Promise<Seen | undefined>
  close(): Promise<void>
}

const Q = 'Hoshiguma Vaultの操作ログの保管期間は？'

/** What every channel does alike; each says what the engine says. */
export function describeChannel(name: string, open: (engine: AnswerEngine) => Promise<ChannelDriver>): void {
  describe(name, () => {
    let engine: AnswerEngine
    let driver: ChannelDriver
    beforeAll(async () => {
      engine = await openAnswerEngine()
      driver = await open(engine)
    })
    afterAll(async () => {
      await driver.close()
      await engine.close()
    })

    it.each([
      ['one value', Q],
      ['a value that is not stated', 'Yoimachi Formのバックアップの保管期間は？'],
      ['a comparison', 'バックアップの保管期間を比較して'],
      ['which products', 'ISO27017を取得しているのは？'],
      ['several values', 'コモレビのバックアップの保管期間は？'],
      ['an unknown product', 'Kazaoto Driveの稼働率は？'],
      ['which product', 'この製品の稼働率は？'],
      ['what is out of scope', '今日の天気は？'],
      ['English', 'What is the backup retention period of Brindle Notes?'],
      ['nothing at all', '？'],
    ])('says what the engine says about %s', async (_, question) => {
      const answer = await engine.ask({ text: question, turns: [] })
      const expected = toPresentation(answer)
      const seen = await driver.mention(question)
      expect(seen?.lines.slice(0, expected.lines.length)).toEqual(expected.lines)
      expect(seen?.rows).toEqual(expected.table ? [expected.table.columns, ...expected.table.rows] : undefined)
      for (const { marker, document, place, quote } of expected.sources) {
        for (const words of [`[${marker}] ${document}`, place, `「${quote}」`]) expect(seen?.below).toContain(words)
      }
      for (const notice of expected.notices) expect(seen?.below).toContain(notice)
      const open = expected.sources.map(() => textsOf(expected.language).openSection)
      expect([...(seen?.buttons ?? [])].sort()).toEqual([...open, ...expected.suggestions].sort())
    })

    it('goes on with the thread, and leaves people in it alone', async () => {
      expect((await driver.mention(Q))?.lines[0]).toContain('400日間')
      expect((await driver.followUp('じゃあTokonatsu Deskは？'))?.lines[0]).toContain('1年間')
      expect(await driver.followUp('ありがとうございます')).toBeUndefined()
      expect(await driver.followUp('Brindle Notesの方はどうですか？', { mentionsSomebody: true })).toBeUndefined()
      expect((await driver.followUp('Brindle Notes'))?.lines[0]).toContain('18 months')
    })

    it('goes on in a direct chat', async () => {
      await driver.direct(Q)
      expect((await driver.direct('じゃあTokonatsu Deskは？'))?.lines[0]).toContain('1年間')
    })
  })
}

/** What every channel shows of a chat model, and of one that fails. */
export function describeChannelWithModel(name: string, open: (engine: AnswerEngine) => Promise<ChannelDriver>): void {
  describe(`${name} with a chat model`, () => {
    let plain: AnswerEngine
    let server: FakeOpenAi
    let engine: AnswerEngine
    let driver: ChannelDriver
    beforeAll(async () => {
      plain = await openAnswerEngine()
      server = await startFakeOpenAi()
      const logger = { info() {}, warn() {}, error() {} }
      const opened = await openEngine({
        knowledgeDir: KNOWLEDGE_DIR,
        indexDir: plain.indexDir,
        logger,
        models: {
          provider: { kind: 'openai', apiKey: server.key, baseUrl: server.url },
          chatModel: 'gpt-4.1-mini',
          embedding: undefined,
          timeoutMs: 1000,
          dailyTokens: undefined,
          logsPrompts: false,
        },
      })
      engine = { ...plain, ...opened }
      driver = await open(engine)
    })
    afterAll(async () => {
      await driver.close()
      await engine.close()
      await plain.close()
      await server.close()
    })

    it('shows its words with the sources that they rest on', async () => {
      server.reply = (request) => {
        const evidence = promptOf(request).values.map(({ evidence: number }) => number ?? 0)
        return { answered: true, claims: [{ text: 'Hoshiguma Vaultでは操作ログを400日間保存しています。', evidence }] }
      }
      const seen = await driver.mention(Q)
      expect(seen?.lines[0]).toBe('Hoshiguma Vaultでは操作ログを400日間保存しています[1]。')
      expect(seen?.below).toContain('「操作ログは400日間保管します。」')
      expect(seen?.below).not.toContain('言語モデル')
    })

    const faults: readonly (readonly [string, Fault, string])[] = [
      ['prose', { kind: 'says', content: '400日間です。' }, '言語モデルの返答を利用できなかった'],
      ['a refusal', { kind: 'refusal' }, '言語モデルから回答が得られなかった'],
      ['silence', { kind: 'hang' }, '言語モデルが時間内に応答しなかった'],
      ['a request that it does not take', { kind: 'status', status: 400 }, '言語モデルがリクエストを受け付けなかった'],
      ['a wrong key', { kind: 'status', status: 401 }, '現在、言語モデルを利用できない'],
    ]
    it.each(faults)('says below the answer that it came without it after %s, and why', async (_, fault, why) => {
      server.faults.push(fault)
      const expected = toPresentation(await plain.ask({ text: Q, turns: [] }))
      const seen = await driver.mention(Q)
      expect(seen?.lines.slice(0, expected.lines.length)).toEqual(expected.lines)
      expect(seen?.below).toContain(`※ ${why}ため、モデルを使わずに回答しています。`)
    })
  })
}

import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Playground, startPlayground } from './playground.ts'
import { type ServedBot, serveBot } from './serve-bot.ts'

/** Pictures of what was seen; looked at by people, not compared. */
const PICTURES = fileURLToPath(new URL('../../node_modules/.e2e/', import.meta.url))

let bot: ServedBot
let teams: Playground

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true })
  bot = await serveBot({ TEAMS_INSECURE_LOCAL: 'true' })
  teams = await startPlayground({ botEndpoint: `${bot.url}/api/messages` })
})

afterAll(async () => {
  await teams?.close()
  await bot?.stop()
})

const picture = (name: string) => teams.screenshot(`${PICTURES}teams-${name}.png`)
const sentTypes = (conversation: string) =>
  teams
    .logEntries()
    .filter(({ direction, conversationId }) => direction === 'fromBot' && conversationId.startsWith(conversation))
    .map(({ activity }) => activity.type)

it('greets who adds it with questions to begin with', async () => {
  await teams.waitForText(/原本|原文の引用つきでお答えします/u)
  await teams.waitForText('ISO/IEC 27001を取得しているのは？')
})

it('answers in the personal chat with the value, its citation and its source', async () => {
  await teams.send('KUMIKIのバックアップ保管期間は？')
  await teams.waitForText(/KUMIKIのバックアップの保管期間は 7日間/u)
  await teams.waitForText('§4.2.5 情報のバックアップ')
  expect(await teams.page.getByRole('button', { name: 'AI generated' }).count()).toBeGreaterThan(0)
  const pill = teams.page.getByRole('button', { name: '1', exact: true }).last()
  await pill.hover()
  await teams.page.getByRole('dialog').getByText('保管期間：7日間').waitFor()
  await picture('answer')
})

it('streams its progress there, and the whole answer ends the stream', () => {
  const [informative] = teams
    .logEntries()
    .filter(({ activity }) => JSON.stringify(activity.entities ?? []).includes('"informative"'))
  expect(informative).toMatchObject({ direction: 'fromBot', status: 201 })
  const final = teams.logEntries().find(({ activity }) => JSON.stringify(activity.entities ?? []).includes('"final"'))
  expect(final).toMatchObject({ direction: 'fromBot', status: 202 })
})

it('understands a follow-up, and tells 記載なし from no', async () => {
  await teams.send('じゃあKozutumiは？')
  await teams.waitForText(/Kozutumiの資料に、バックアップの保管期間の記載はありません/u)
})

it('compares all products in a table', async () => {
  await teams.send('バックアップ保管期間を比較して')
  const table = teams.page.getByRole('table').last()
  await table.waitFor()
  expect(await table.getByRole('row').count()).toBe(6)
  await table.scrollIntoViewIfNeeded()
  await picture('comparison')
})

it('opens the whole cited section in the place of the answer, and goes back', async () => {
  await teams.send('KUMIKIのアクセスログの保存期間は？')
  await teams.waitForText('§3.3.1 アクセスログ取得')
  await teams.click('button', '節を開く')
  await teams.waitForText(/アクセスログ/u)
  await teams.page.getByRole('button', { name: '回答に戻る' }).last().waitFor()
  await picture('section')
  await teams.click('button', '回答に戻る')
  await teams.page.getByRole('button', { name: '節を開く' }).last().waitFor()
})

it('answers a suggested question and shows which one it was', async () => {
  await teams.click('button', /を比較して$/u)
  await teams.waitForText(/質問：.*を比較して/u)
})

it('keeps thumbs with their reason', async () => {
  await teams.click('button', 'Dislike')
  await teams.page.getByRole('dialog').getByRole('textbox').fill('条件も知りたい')
  await teams.click('button', 'Submit')
  await teams.click('button', 'Close')
  const { thumbs, votes } = await bot.report()
  expect(thumbs).toEqual({ up: 0, down: 1 })
  expect(votes.flatMap(({ reasons }) => reasons)).toEqual(['条件も知りたい'])
})

it('answers a mention in a group chat without a stream, which Teams refuses there', async () => {
  await teams.openGroupChat()
  await teams.mention('krewDataのログは何か月残る？')
  await teams.waitForText(/krewData.*12/u)
  // The page may show a message before the log has it.
  await expect.poll(() => sentTypes('group-chat')).toEqual(['message'])
  await picture('group')
})

it('answers a mention in a channel below the post', async () => {
  await teams.openChannel()
  await teams.mention('KUMIKIのバックアップ保管期間は？')
  await picture('channel')
  await teams.waitForText(/7日間/u)
  const types = () =>
    teams
      .logEntries()
      .filter(({ direction, conversationId }) => direction === 'fromBot' && conversationId.includes(';messageid='))
      .map(({ activity }) => activity.type)
  await expect.poll(types).toEqual(['message'])
  await teams.mention('じゃあKozutumiは？', 'thread')
  await teams.waitForText(/記載はありません/u)
  await picture('channel')
})

it('leaves edited messages alone', async () => {
  const before = teams.logEntries().filter(({ direction }) => direction === 'fromBot').length
  await teams.sendCustomActivity({ type: 'messageUpdate', text: 'KUMIKIのバックアップ保管期間は？', id: 'edited' })
  await teams.waitForLogEntry(({ activity }) => activity.type === 'messageUpdate')
  expect(teams.logEntries().filter(({ direction }) => direction === 'fromBot')).toHaveLength(before)
})

it('ends with 0 when it is told to stop', async () => {
  expect(await bot.stop()).toBe(0)
})

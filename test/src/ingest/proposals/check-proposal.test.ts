import { describe, expect, it } from 'vitest'
import { toScopedPaper } from '../../../../src/ingest/facts/scope.ts'
import { checkProposal } from '../../../../src/ingest/proposals/check-proposal.ts'
import { catalog } from '../../../helpers/knowledge.ts'
import { makePaper, makeSection } from '../../../helpers/paper-content.ts'

interface Said {
  readonly attribute: string
  readonly heading: string
  readonly body: string
  readonly value: string
  /** The first sentence of the body, unless it is said. */
  readonly quote?: string
}

const PAPER = makePaper('hazuki', { product: 'Hazuki Desk', vendor: '株式会社ハズキ' })
/** Names the plan that some of the values are of. */
const PLANS = makeSection('9', '料金プラン', 'エンタープライズプランとスタンダードプランがあります。')

function check({ attribute, heading, body, value, quote }: Said) {
  const section = makeSection('1', heading, body, { path: [] })
  const scoped = toScopedPaper(PAPER, [section, PLANS], catalog.vocabulary)
  const [sentence = body] = body.split(/(?<=。)|(?<=\.) |\n/u)
  const proposal = { attribute, value, quote: quote ?? sentence, section: 0, polarity: 'yes' as const }
  return checkProposal(proposal, catalog.attributes, scoped, catalog)
}

const said = (attribute: string, heading: string, value: string, body: string, quote?: string): Said => ({
  attribute,
  heading,
  value,
  body,
  ...(quote === undefined ? {} : { quote }),
})

const RETENTION = ['backup.retention', 'バックアップの保管期間', '30日間'] as const
const RTO = ['rto', '目標復旧時間', '4時間'] as const
const REGION = ['backup.region', 'バックアップのリージョン', '東京リージョン'] as const
const UPTIME = ['sla.availability', '稼働率', '99.9%'] as const
const KEPT = ['backup.retention', 'Backup retention period', '30 days'] as const

describe('a proposal is refused', () => {
  it.each([
    said(...RETENTION, '他社では30日間の例があります。'),
    said(...RETENTION, 'ほかの会社のサービスでは30日間です。'),
    said(...RETENTION, '業界では30日間が一般的です。'),
    said(...RTO, 'ほかの会社のサービスでは4時間の例があります。当社は定めていません。'),
    said(...REGION, '競合製品では東京リージョンが多いようです。'),
    said(...UPTIME, '同業他社は99.9%です。'),
    said(...KEPT, 'Other vendors offer 30 days.'),
    said(...KEPT, 'Competitors keep them for 30 days.'),
    said(...KEPT, 'The industry average is 30 days.'),
  ])('of another company: $heading / $body', (proposal) => {
    expect(check(proposal).problem).toBe('topic')
  })

  it.each([
    said(...RETENTION, '検証環境に限っては30日間です。'),
    said(...RETENTION, '検証環境では30日間です。'),
    said(...RETENTION, '30日間は添付ファイルのみです。'),
    said(...RETENTION, '災害時を除き30日間です。'),
    said(...RETENTION, '30日間です。ただし、検証環境に限ります。'),
    said(...RTO, '夜間の場合を除き、4時間です。'),
    said(...REGION, 'デモ環境は東京リージョンです。'),
    said(...UPTIME, 'ベータ版以外は99.9%です。'),
    said(...KEPT, 'For test systems it is 30 days.'),
    said(...KEPT, 'The period is 30 days for attachments only.'),
    said(...KEPT, '30 days, unless the disk is full.'),
  ])('whose limit would be lost: $heading / $body', (proposal) => {
    expect(check(proposal).fact).toBeUndefined()
  })

  it.each([
    said(...RETENTION, '30日間の場合があります。'),
    said(...RETENTION, '30日間のようです。'),
    said(...RETENTION, '記入例：30日間'),
    said(...RETENTION, '30日間とする例があります。'),
    said(...RETENTION, '30日間が望ましいと考えています。'),
    said(...RETENTION, '30日間でした。'),
    said(...RETENTION, '以前は30日間です。'),
    said(...RETENTION, '30日間ですか。'),
    said(...RETENTION, '30日間とすることを検討しましたが、定めていません。'),
    said(...RETENTION, '30日間です。これは参考の値です。'),
    said(...RETENTION, '例を示します。30日間です。', '30日間です。'),
    said(...RTO, '4時間を想定した試算です。'),
    said(...RTO, '4時間という数字が知られています。'),
    said(...UPTIME, '99.9%を下回ることがあります。'),
    said(...KEPT, 'It may be 30 days.'),
    said(...KEPT, 'Typically 30 days.'),
    said(...KEPT, 'For example, 30 days.'),
    said(...KEPT, 'It was 30 days in the past.'),
    said('rto', '障害', '4時間', '目標復旧時間が4時間かどうかは、お客様にご確認いただきます。'),
    said(
      'account.invitation_expiry',
      'Note',
      '30 days',
      'The validity of invitations and initial passwords was 30 days.',
    ),
  ])('that is no plain statement: $heading / $body', (proposal) => {
    expect(check(proposal).fact).toBeUndefined()
  })

  it.each([
    said(...RETENTION, 'お客様の社内規程では30日間です。'),
    said(...RETENTION, '端末のごみ箱は30日間です。'),
    said(...RETENTION, '議事録は30日間保管します。'),
    said(...RETENTION, 'グループ会社の製品は30日間です。'),
    said(...RETENTION, '監査の資料を30日間保管します。'),
    said(...RTO, 'お問い合わせから4時間で返信します。'),
    said(...RTO, '監視カメラの映像は4時間です。'),
    said(...REGION, '本社は東京リージョンの近くにあります。'),
    said(...UPTIME, '満足度は99.9%です。'),
    said(...KEPT, 'Marketing files stay for 30 days.'),
    said(...KEPT, 'Your own copies stay for 30 days.'),
  ])('that is about something else below the heading: $heading / $body', (proposal) => {
    expect(check(proposal).fact).toBeUndefined()
  })
})

describe('a proposal is taken in', () => {
  it.each([
    said(...RETENTION, '30日間です。'),
    said(...RETENTION, '30日間'),
    said(...RETENTION, '当社は30日間保管します。'),
    said(...RETENTION, 'データを30日間保持しています。'),
    said(...RETENTION, '取得後30日間としています。'),
    said('backup.retention', 'バックアップ', '30日間', '毎日取得し、30日間保管します。'),
    said('backup.retention', '運用', '30日間', 'バックアップの保管期間は30日間です。'),
    said('backup.retention', '運用', '30日間', 'バックアップは毎日取得し、30日間保管します。なお、復元は有償です。'),
    said(
      'backup.retention',
      '運用',
      '30日間',
      '項目\t保管期間\t頻度\nバックアップ\t30日間\t毎日',
      'バックアップ\t30日間\t毎日',
    ),
    said(...RTO, '4時間を定めています。'),
    said('rto', '目標復旧時間', '最大4時間', '最大4時間です。'),
    said('rto', '障害', '4時間', '目標復旧時間（RTO）は4時間です。'),
    said(...REGION, '東京リージョンを利用しています。'),
    said('cloud_provider', '基盤', 'Google Cloud', '主系はGoogle Cloudの東京リージョンです。'),
    said(
      'policy_review.frequency',
      '情報セキュリティ方針',
      '毎年',
      '方針は毎年7月に見直し、法改正があったときはその都度改めます。',
    ),
    said('sla.availability', '稼働率', '99.9%以上', '99.9%以上です。'),
    said(
      'incident.notification_time',
      'インシデント',
      '24時間以内',
      'お客様への通知は、検知から24時間以内に行います。',
    ),
    said(...KEPT, 'It is 30 days.'),
    said(...KEPT, 'We keep them for 30 days.'),
    said('rto', '目標復旧時間は何時間ですか。', '10時間', '回答\t〇\t10時間', '回答\t〇\t10時間'),
    said('penetration_test.frequency', 'Tests', 'annually', 'An outside firm performs a penetration test annually.'),
    said('rto', 'Recovery', '4 hours', 'Our recovery time objective is 4 hours.'),
    said('backup.retention', 'Backups', '30 days', 'Backups are retained for 30 days.'),
  ])('$heading / $body', (proposal) => {
    expect(check(proposal)).toMatchObject({ fact: { attribute: proposal.attribute, qualifier: null } })
  })

  it.each([
    ['エンタープライズプラン', said(...RETENTION, 'エンタープライズプランでは30日間保管します。')],
    ['エンタープライズプラン', said(...RETENTION, 'エンタープライズプランに限り30日間です。')],
    ['重大な障害', said(...RTO, '重大な障害の場合は4時間です。')],
    ['検証環境', said(...RETENTION, '- 検証環境：30日間', '検証環境：30日間')],
  ])('with what limits it: %s', (qualifier, proposal) => {
    expect(check(proposal)).toMatchObject({ fact: { qualifier } })
  })
})

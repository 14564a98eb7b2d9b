import { paper, type SamplePaper } from './sample-paper.ts'

/** More Japanese covers, written before the code was run on them; the body says little. */
export const STILL_MORE_JAPANESE: readonly SamplePaper[] = [
  {
    text: `医療機関向け情報システム
サービス事業者による医療情報セキュリティ開示書（SDS）
製品名：カルテノワ
製造業者：株式会社ノワメディカル
作成日：2025年4月1日

1. 概要
カルテノワは、電子カルテのシステムです。
2. 保存
カルテノワのデータは国内に保存します。
3. 監査
監査ログを保存します。
`,
    product: 'カルテノワ',
    vendor: '株式会社ノワメディカル',
    date: '2025-04-01',
  },
  {
    text: paper(
      `ネコノテ

かんたん・あんしんの業務日報アプリ

セキュリティ説明書

株式会社ネコノ
2025年6月1日`,
      'ネコノテ',
      'ネコノテは、日報を書くためのアプリです。',
    ),
    product: 'ネコノテ',
    vendor: '株式会社ネコノ',
    date: '2025-06-01',
  },
  {
    text: paper(
      `海霧（うみぎり）
セキュリティ資料
株式会社霧島技術
`,
      '海霧',
    ),
    product: '海霧',
    vendor: '株式会社霧島技術',
    aliases: ['うみぎり'],
  },
  {
    text: `ASUNARO給与／ASUNARO勤怠／ASUNARO年調
セキュリティ対応表
2025年度版 Rev.2
株式会社アスナロ

1. 対象製品
・ASUNARO給与
・ASUNARO勤怠
・ASUNARO年調
2. 基盤
国内のデータセンターで稼働します。
3. 認証
ASUNARO給与は多要素認証に対応します。
`,
    product: 'ASUNARO',
    vendor: '株式会社アスナロ',
    version: '2',
    variants: ['ASUNARO給与', 'ASUNARO勤怠', 'ASUNARO年調'],
  },
  {
    text: paper(
      `カイゴノート
セキュリティ対策のご紹介

株式会社 介護情報
2025年2月`,
      'カイゴノート',
    ),
    product: 'カイゴノート',
    vendor: '株式会社 介護情報',
    date: '2025-02',
  },
  {
    text: paper(
      `SecureBase 情報セキュリティ白書 2025
発行：ベース株式会社
発行日：2025年4月10日`,
      'SecureBase',
    ),
    product: 'SecureBase',
    vendor: 'ベース株式会社',
    date: '2025-04-10',
  },
  {
    text: paper(
      `Ver. 1.0
2025/02/02
クラウドサービス「Haruna（ハルナ）」
サービスレベル合意書（SLA）
榛名システム株式会社`,
      'Haruna',
    ),
    product: 'Haruna',
    vendor: '榛名システム株式会社',
    version: '1.0',
    date: '2025-02-02',
  },
  {
    text: paper(
      `図書館システム　本棚さん
個人データの取扱いに関する説明書
有限会社本棚
令和5年8月1日 改訂第2版`,
      '本棚さん',
    ),
    product: '本棚さん',
    vendor: '有限会社本棚',
    version: '2',
    date: '2023-08-01',
  },
  {
    text: paper(
      `TEGAMI セキュリティ
ホワイトペーパー
第3.0版　2024年4月1日
株式会社テガミヤ`,
      'TEGAMI',
    ),
    product: 'TEGAMI',
    vendor: '株式会社テガミヤ',
    version: '3.0',
    date: '2024-04-01',
  },
  {
    text: paper(
      `保護者連絡アプリ れんらくん
プライバシー・セキュリティへの取り組み
最終改定日：2025年9月30日
合同会社スクールネット`,
      'れんらくん',
    ),
    product: 'れんらくん',
    vendor: '合同会社スクールネット',
    date: '2025-09-30',
  },
  {
    text: paper(
      `社外秘
MINATO 港湾物流クラウド
クラウドセキュリティホワイトペーパー
Doc No. ISMS-021
Rev.B / 2023.06.01
ミナト物流システム株式会社`,
      'MINATO',
    ),
    product: 'MINATO',
    vendor: 'ミナト物流システム株式会社',
    version: 'B',
    date: '2023-06-01',
  },
  {
    text: `ウェブ受付サービス セキュリティチェックシート回答書
回答企業：株式会社ウケツケ
対象サービス：ピンポン受付
回答日：2025/10/01

1. 組織
1.1 方針
定めています。
1.2 教育
年1回です。
1.3 委託
ありません。
`,
    product: 'ピンポン受付',
    vendor: '株式会社ウケツケ',
    date: '2025-10-01',
  },
  {
    text: paper(
      `データ連携基盤
「つながるＤＢ」（ツナガルディービー）
セキュリティ仕様書 第2.1版

日本つながる株式会社`,
      'つながるＤＢ',
    ),
    product: 'つながるDB',
    vendor: '日本つながる株式会社',
    version: '2.1',
  },
  {
    text: `セキュリティ・コンプライアンス資料
モノログ／モノログLite
株式会社モノ
2025年1月

1. 対象
本資料は「モノログ」および「モノログLite」に適用します。
2. 基盤
モノログはAWSで稼働します。
3. 認証
モノログLiteは多要素認証に対応していません。
`,
    product: 'モノログ',
    vendor: '株式会社モノ',
    date: '2025-01',
  },
  {
    text: `見積作成ツール「ミツモリーノ」
セキュリティFAQ
更新日：2025年11月1日

Q1 データはどこに保存されますか？
日本国内です。

Q2 ミツモリーノは二段階認証に対応していますか？
はい。

Q3 運営会社はどこですか？
株式会社ミツモリです。
`,
    product: 'ミツモリーノ',
    date: '2025-11-01',
  },
  {
    text: paper(
      `アルバトロス株式会社
クラウド人事給与
ALBA人事
セキュリティガイド
2024年度版`,
      'ALBA人事',
    ),
    product: 'ALBA人事',
    vendor: 'アルバトロス株式会社',
    version: '2024年度',
  },
  {
    text: paper(
      `ecoTree.jp プライバシーとセキュリティ

2025年3月31日 最終更新
エコツリー株式会社`,
      'ecoTree.jp',
    ),
    product: 'ecoTree.jp',
    vendor: 'エコツリー株式会社',
    date: '2025-03-31',
  },
  {
    text: paper(
      `クラウド型健康管理システム『けんこうの輪』
ＩＳＭＳクラウドセキュリティ
ホワイトペーパー
２０２５年６月２日　第３版
公益財団法人みらい健康財団`,
      'けんこうの輪',
    ),
    product: 'けんこうの輪',
    vendor: '公益財団法人みらい健康財団',
    version: '3',
    date: '2025-06-02',
  },
  {
    text: `Foo Works 2025 Summer 機能とセキュリティ
フーワークス株式会社
2025年6月1日

1. 概要
Foo Worksはタスク管理ツールです。
2. 通信
Foo Worksは通信を暗号化します。
3. 保存
Foo Worksのデータは国内です。
`,
    product: 'Foo Works',
    vendor: 'フーワークス株式会社',
    date: '2025-06-01',
  },
  {
    text: `クラウドPBX「もしもしコール」／IVR「もしもしナビ」
サービス仕様書
株式会社もしもし

1. 対象サービス
本書は、「もしもしコール」および「もしもしナビ」を対象とします。
2. 稼働率
もしもしコールは99.9%です。
3. 保守
月1回です。
`,
    product: 'もしもし',
    vendor: '株式会社もしもし',
    variants: ['もしもしコール', 'もしもしナビ'],
  },
]

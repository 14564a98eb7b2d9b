import type { SamplePaper } from './sample-paper.ts'

/** Japanese papers by what the body has to add: companies, several products, papers that do not tell. */
export const JAPANESE_BODIES: Readonly<Record<string, SamplePaper>> = {
  'no company on the cover, 当社は in the body': {
    text: `フミヅキ便
セキュリティホワイトペーパー
第4版
2025年3月10日

1. 会社について
当社（株式会社フミノワ）は、郵送代行サービス「フミヅキ便」を提供しています。
2. 委託先
印刷はオオイズミ印刷株式会社に委託しています。
3. 暗号化
フミヅキ便のデータは暗号化します。
`,
    product: 'フミヅキ便',
    vendor: '株式会社フミノワ',
    version: '4',
    date: '2025-03-10',
  },
  'no company on the cover, bound by 以下': {
    text: `セキュリティへの取り組み

1. はじめに
株式会社コガネムシ（以下「弊社」という）は、予約管理システム「ヨヤクモ」（以下「本サービス」という）を運営しています。
2. 運用
本サービスは株式会社データ倉庫の設備で運用します。
3. 監査
外部監査を年1回受けています。
`,
    product: 'ヨヤクモ',
    vendor: '株式会社コガネムシ',
    version: null,
    date: null,
  },
  'several products with a common beginning, listed in the scope': {
    text: `Hinata Suite セキュリティホワイトペーパー
Ver.3.0
2025年9月1日
株式会社ヒナタ計画

1. 目的
本書は、当社のサービスの対策をまとめたものです。
2. 対象サービス
本書は次のサービスを対象とします。
・Hinata Board
・Hinata Form
・Hinata Sign
3. 暗号化
Hinata Boardは通信を暗号化します。
`,
    product: 'Hinata Suite',
    vendor: '株式会社ヒナタ計画',
    version: '3.0',
    date: '2025-09-01',
    variants: ['Hinata Board', 'Hinata Form', 'Hinata Sign'],
  },
  'several products in a sentence, no name of all on the cover': {
    text: `クラウドサービスのセキュリティについて
ハナミズキ株式会社

1. 対象
当社では、ミズキ受注、ミズキ在庫、ミズキ配送の3つのサービスを提供しています。
2. 基盤
いずれもAWSで稼働します。
3. 監視
常時監視しています。
`,
    product: 'ミズキ',
    vendor: 'ハナミズキ株式会社',
    variants: ['ミズキ受注', 'ミズキ在庫', 'ミズキ配送'],
  },
  'one product whose plans and functions are listed': {
    text: `モクセイ購買
情報管理基準書
第１．１版
株式会社キンモク電算

１．基準書について
１－１　目的
購買管理サービス「モクセイ購買」をお使いになるお客様に、当社が守る基準をお知らせします。
１－２　適用する範囲
申請、見積、発注の３つの機能に適用します。プランは「スタンダード」「プレミアム」の2種類です。
２．組織
委員会を開きます。
`,
    product: 'モクセイ購買',
    vendor: '株式会社キンモク電算',
    version: '1.1',
    date: null,
    variants: [],
  },
  'a check sheet with labelled cells': {
    text: `クラウドサービスセキュリティチェックシート（回答）

サービス名：コトダマ翻訳
提供事業者：株式会社コトノハナ
回答日：2025年4月30日

1. 体制
1-1 責任者を任命していますか　はい
1-2 教育を行っていますか　はい
2. 暗号化
2-1 通信を暗号化していますか　はい
`,
    product: 'コトダマ翻訳',
    vendor: '株式会社コトノハナ',
    version: null,
    date: '2025-04-30',
  },
  'a check sheet whose form has an edition of its own': {
    text: `# ウミネコ給与 クラウドサービスチェックシート（回答済み）

| 記入欄 | 内容 |
| --- | --- |
| 回答した会社 | 株式会社ウミネコ計画 |
| 回答日 | 2025年6月2日 |
| シートの様式 | 様式B（第4版） |

〇は対応済みを表します。

## 1 体制

責任者を置いています。

## 2 設備

国内に置いています。
`,
    product: 'ウミネコ給与',
    vendor: '株式会社ウミネコ計画',
    version: null,
    date: '2025-06-02',
  },
  'a running header with company and product, and a copyright footer': {
    text: `株式会社スズカケ
受発注クラウド「スズカケ便」
セキュリティホワイトペーパー
2025年1月6日　第5.1版

株式会社スズカケ　スズカケ便 セキュリティホワイトペーパー
1. はじめに
スズカケ便は、卸売業の受発注を支えるサービスです。
2. 通信
TLS 1.2以上です。
3. 保存
スズカケ便はデータを暗号化して保存します。
© 2025 Suzukake Co., Ltd.
`,
    product: 'スズカケ便',
    vendor: '株式会社スズカケ',
    version: '5.1',
    date: '2025-01-06',
  },
  'a company named only in the copyright line': {
    text: `Yurikago セキュリティシート

更新日 2024年2月29日

1. 概要
Yurikagoは、保育園の連絡帳アプリです。
2. データ
Yurikagoのデータは東京に保管します。
3. 連絡先
平日にお受けします。
Copyright © 2024 株式会社ユリカゴ All Rights Reserved.
`,
    product: 'Yurikago',
    vendor: '株式会社ユリカゴ',
    version: null,
    date: '2024-02-29',
  },
  'the history says version and date': {
    text: `給食管理システム「コンダテール」
セキュリティ対策説明書
アオバ給食株式会社

1. はじめに
コンダテールの対策を説明します。
2. 基盤
コンダテールは国内で稼働します。
3. 改訂履歴
版数 日付 内容
1.0 2023年4月1日 初版
1.1 2024年5月20日 連絡先を変更
`,
    product: 'コンダテール',
    vendor: 'アオバ給食株式会社',
    version: '1.1',
    date: '2024-05-20',
  },
  'terms and definitions name the service, the cover only the kind of document': {
    text: `情報セキュリティホワイトペーパー
2025年11月21日
株式会社ムササビ通信

1. 用語の定義
「本サービス」とは、当社が提供するオンライン面談サービス「モモンガ面談」をいいます。
「利用者」とは、本サービスを利用する個人をいいます。
2. 基盤
本サービスはAmazon Web Services上に構築しています。
3. 認証
ISO/IEC 27001の認証を取得しています。
`,
    product: 'モモンガ面談',
    vendor: '株式会社ムササビ通信',
    version: null,
    date: '2025-11-21',
  },
  'the name stands in the address of the service only as a second witness': {
    file: 'kumogata_security.txt',
    text: `クモガタ
安全にお使いいただくために
クモガタ株式会社

1. 通信
https://kumogata.example へは暗号化して接続します。
2. 保存
クモガタに保存された写真は暗号化します。
3. 退会
退会後30日で削除します。
`,
    product: 'クモガタ',
    vendor: 'クモガタ株式会社',
  },
  'kind of document with SLA in it': {
    text: `サービスレベルアグリーメント（SLA）
ドングリ在庫
2025年4月1日施行
ドングリソフト有限会社

第1条 目的
本SLAは、ドングリ在庫の品質水準を定める。
第2条 稼働率
ドングリ在庫の月間稼働率は99.9%以上とする。
第3条 返金
料金の10%を返金する。
`,
    product: 'ドングリ在庫',
    vendor: 'ドングリソフト有限会社',
    version: null,
    date: '2025-04-01',
  },
  'an answer to the check list of an authority': {
    text: `クラウドサービスの安全・信頼性に係る情報開示認定 チェックリスト
対象製品：レンゲ研修

株式会社レンゲソウ教育
2023年8月

1. 事業者
1.1 名称
株式会社レンゲソウ教育
2. サービス
2.1 内容
レンゲ研修はeラーニングを配信します。
`,
    product: 'レンゲ研修',
    vendor: '株式会社レンゲソウ教育',
    date: '2023-08',
  },
  'the body speaks of 本サービス only, and so does the cover': {
    text: `クラウドセキュリティホワイトペーパー
第1版
株式会社ナナシノ

1. 目的
本書は、当社が提供するクラウドサービス（以下、本サービス）の対策を説明します。
2. 基盤
本サービスはAWSで稼働します。
3. 認証
本サービスは多要素認証に対応します。
`,
    product: undefined,
  },
  'a policy of the company': {
    text: `情報セキュリティ基本方針
株式会社ナナシノ
2024年4月1日

1. 目的
株式会社ナナシノ（以下、当社）は、情報資産を保護するため、本方針を定めます。
2. 適用範囲
当社の全ての役員および従業員に適用します。
3. 教育
当社は、従業員に教育を行います。
`,
    product: undefined,
  },
  'a description and nothing else': {
    text: `勤怠管理システム
セキュリティ仕様書
2025年1月

1. 概要
勤怠管理システムの仕様を示す。
2. 認証
パスワードは10文字以上とする。
3. ログ
ログは1年間保管する。
`,
    product: undefined,
  },
  'plans only': {
    text: `サービス仕様書
プランは「梅」「竹」「松」の3種類です。

1. 稼働率
松プランの稼働率は99.9%です。
2. サポート
竹プランは平日のみです。
3. 料金
別紙のとおりです。
`,
    product: undefined,
  },
  'infrastructure is named more often than anything else': {
    text: `セキュリティ概要説明書
株式会社ナナシノ

1. 基盤
Amazon Web Servicesを利用しています。Amazon Web Servicesの東京リージョンです。
2. データベース
「Amazon RDS」を使用しています。「Amazon RDS」は自動でバックアップします。
3. 認証
「Auth0」を使用しています。
`,
    product: undefined,
  },
}

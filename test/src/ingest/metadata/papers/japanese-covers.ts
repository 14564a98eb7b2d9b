import type { SamplePaper } from './sample-paper.ts'

/** Japanese papers by the way in which the cover names the product. */
export const JAPANESE_COVERS: Readonly<Record<string, SamplePaper>> = {
  'name alone on the first line, a specification of service levels below it, plans in the body': {
    text: `ユウナギトーク
サービスレベル仕様書
第２．３版
２０２５年４月１日
南条コミュニケーションズ株式会社

第１章　総則
１．１　位置付け
本仕様書は、クラウド通話サービス「ユウナギトーク」の品質の基準を、提供するプランごとに定めたものです。
１．２　提供プラン
プランはライト、ベーシック、プロの３種類です。
第２章　サービスレベル
２．１　稼働率
月間稼働率は９９．５％以上です。
`,
    product: 'ユウナギトーク',
    vendor: '南条コミュニケーションズ株式会社',
    version: '2.3',
    date: '2025-04-01',
    title: 'ユウナギトーク サービスレベル仕様書',
    variants: [],
  },
  'quoted name alone on a line, roles quoted in the scope': {
    text: `議事録の共同編集クラウド
「キロクバコ」
クラウドセキュリティホワイトペーパー

Ver. 1.4
2025年8月20日

株式会社シラカバ技研

1. はじめに
1.1. 本書の目的
本書は、株式会社シラカバ技研（以下「当社」）が運営する「キロクバコ」について、当社が行っている対策を説明するものです。
1.2. 対象範囲と用語
対象は、ブラウザーで使う「キロクバコ」の本体です。本書では、契約ごとに置かれる担当者を「管理者」、それ以外の方を「一般利用者」と呼びます。
2. 管理策
2.1. 暗号化
通信にはTLS 1.2以上を使います。
`,
    product: 'キロクバコ',
    vendor: '株式会社シラカバ技研',
    version: '1.4',
    date: '2025-08-20',
    variants: [],
  },
  'quoted name inside a line that describes it, 令和, a statement of safety measures': {
    text: `電子帳票配信サービス「ハルモニ便」安全管理措置説明書

令和７年２月３日
第３版

有限会社タチバナ情報

1 目的
この説明書は、有限会社タチバナ情報が提供する「ハルモニ便」の安全管理措置をまとめたものです。
2 組織的安全管理措置
責任者を置いています。
3 技術的安全管理措置
保存データはAES-256で暗号化します。
`,
    product: 'ハルモニ便',
    vendor: '有限会社タチバナ情報',
    version: '3',
    date: '2025-02-03',
    title: '電子帳票配信サービス「ハルモニ便」安全管理措置説明書',
  },
  'category and name on one line, with a blank': {
    text: `クラウド勤怠管理サービス　ツナグタイム
セキュリティチェックシート

2024/11/08

ワカバシステム株式会社

1. 基本方針
1.1 体制
情報セキュリティ委員会を設置しています。
1.2 暗号化
ツナグタイムの通信はすべて暗号化しています。
1.3 ログ
操作ログを1年間保管します。
`,
    product: 'ツナグタイム',
    vendor: 'ワカバシステム株式会社',
    version: null,
    date: '2024-11-08',
  },
  'category and name on one line, grown together': {
    text: `クラウド経費精算サービスセイサンロイド
情報セキュリティに関する説明資料
2025年度版

株式会社ミナミノソフト

1. 概要
本資料では、セイサンロイドの情報セキュリティについて説明します。
2. データの保管
セイサンロイドのデータは国内のデータセンターに保管します。
3. 認証
多要素認証に対応しています。
`,
    product: 'セイサンロイド',
    vendor: '株式会社ミナミノソフト',
    version: '2025年度',
    date: null,
  },
  'company, product and kind of document on one line': {
    text: `株式会社ミドリノ シフトナビ セキュリティホワイトペーパー
Rev.C　2024年6月30日

1. はじめに
本書は当社のセキュリティへの取り組みをまとめたものです。
2. インフラ
2.1 基盤
シフトナビはAmazon Web Servicesの東京リージョンで稼働しています。
2.2 冗長化
サーバーは2系統です。
`,
    product: 'シフトナビ',
    vendor: '株式会社ミドリノ',
    version: 'C',
    date: '2024-06-30',
  },
  'title first, product under it': {
    text: `情報セキュリティ対策について
メグリスト

2023年12月
合同会社カワセミラボ

1. データセンター
メグリストは国内2か所のデータセンターで運用しています。
2. バックアップ
メグリストのデータは毎日バックアップします。
3. 監視
24時間監視しています。
`,
    product: 'メグリスト',
    vendor: '合同会社カワセミラボ',
    version: null,
    date: '2023-12',
  },
  'English and katakana side by side on a line': {
    text: `Tomoshibi（トモシビ）
クラウドサービス セキュリティホワイトペーパー
第1.2版
2025.03.31
株式会社アカリノモト

1. 目的
本書は、当社が提供する在庫管理サービス「Tomoshibi」のセキュリティについて説明します。
2. 運用
2.1 保守
Tomoshibiの保守は月1回です。
2.2 監視
常時監視しています。
`,
    product: 'Tomoshibi',
    vendor: '株式会社アカリノモト',
    version: '1.2',
    date: '2025-03-31',
    aliases: ['トモシビ'],
  },
  'a name that contains the brand of the company': {
    text: `アカツキ会計クラウド
セキュリティホワイトペーパー
v2.1
2025/01/15
アカツキ株式会社

1. はじめに
1.1 本書について
本書は、アカツキ株式会社（以下、アカツキ）が提供するアカツキ会計クラウドの安全性を説明します。アカツキは2010年に設立しました。
1.2 アカツキの体制
アカツキでは全社員に教育を行っています。
2. 暗号化
アカツキ会計クラウドはデータを暗号化します。
`,
    product: 'アカツキ会計クラウド',
    vendor: 'アカツキ株式会社',
    version: '2.1',
    date: '2025-01-15',
  },
  'a name that is the brand of the company': {
    text: `ヤドナビ セキュリティ概要
株式会社ヤドナビ
最終更新日：2025年5月9日

1. はじめに
ヤドナビは、宿泊施設の予約を管理するクラウドサービスです。
2. 通信
ヤドナビの通信はTLS 1.3で保護します。
3. 連絡先
security@yadonavi.example
`,
    product: 'ヤドナビ',
    vendor: '株式会社ヤドナビ',
    version: null,
    date: '2025-05-09',
  },
  'a name in kanji only': {
    text: `墨守
データ保護の説明

二〇二四年十月一日
墨田電算株式会社

第1条 目的
本書は、文書管理システム「墨守」におけるデータ保護について説明するものである。
第2条 保管
墨守に登録された文書は暗号化して保管する。
第3条 廃棄
媒体は物理的に破壊する。
`,
    product: '墨守',
    vendor: '墨田電算株式会社',
    version: null,
    date: '2024-10-01',
  },
}

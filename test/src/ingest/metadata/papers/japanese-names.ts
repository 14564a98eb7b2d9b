import type { SamplePaper } from './sample-paper.ts'

/** Japanese papers by what kind of name the product has. */
export const JAPANESE_NAMES: Readonly<Record<string, SamplePaper>> = {
  'a name in hiragana and kanji, questions and answers, company at the end': {
    text: `お弁当の注文サービス「おとどけ便り」　あんしんＱ＆Ａ

よくいただくご質問をまとめました。

Q1. データはどこにありますか？
A1. 東京にあります。

Q2. バックアップはありますか？
A2. 毎日とっています。

Q3. おとどけ便りは夜中も使えますか？
A3. はい、使えます。

つくっている会社：合同会社ひなたや
`,
    product: 'おとどけ便り',
    vendor: '合同会社ひなたや',
    version: null,
  },
  'a name with a number after it': {
    text: `Kurabito 365
セキュリティガイドブック
Version 4.0.1
2025年7月1日
株式会社クラビト製作所

1. はじめに
1.1 対象
本書は Kurabito 365 を対象とします。
1.2 用語
管理者：契約を管理する方
2. 暗号化
Kurabito 365 は通信を暗号化します。
`,
    product: 'Kurabito 365',
    vendor: '株式会社クラビト製作所',
    version: '4.0.1',
    date: '2025-07-01',
  },
  'a name with a dot in it': {
    text: `tsumiki.io セキュリティについて

最終更新: 2024-09-02

（株）ツミキワークス

1. サービスの概要
tsumiki.io は、開発チームのための課題管理ツールです。
2. アクセス制御
tsumiki.io では IP アドレス制限を利用できます。
3. ログ
監査ログは180日間保持します。
`,
    product: 'tsumiki.io',
    vendor: '（株）ツミキワークス',
    version: null,
    date: '2024-09-02',
  },
  'the cover breaks the name': {
    text: `請求書発行クラウド　オカネナガ
シ
セキュリティホワイトペーパー
2.0版

株式会社ナガシ計算

1. 概要
1.1 目的
本書では、請求書発行クラウド「オカネナガシ」の対策を述べます。
1.2 構成
オカネナガシは3つの層からなります。
2. 通信
オカネナガシの通信は暗号化されます。
`,
    product: 'オカネナガシ',
    vendor: '株式会社ナガシ計算',
    version: '2.0',
    date: null,
  },
  'full-width Latin letters, a disclosure': {
    text: `ＫＯＢＡＴＯ　クラウドサービス情報開示書

第２版（令和６年１２月）

鳩山データ株式会社

１　サービスの概要
ＫＯＢＡＴＯは、訪問介護の記録を共有するサービスです。
２　データの所在
ＫＯＢＡＴＯのデータは国内に置きます。
３　廃棄
解約後３０日で消去します。
`,
    product: 'KOBATO',
    vendor: '鳩山データ株式会社',
    version: '2',
    date: '2024-12',
  },
  'double quotation marks 『』': {
    text: `人事評価プラットフォーム『ミノリパス』
セキュリティ仕様書
初版 2022年4月1日
株式会社トウカエデ

1. 総則
1.1 適用
本仕様書は、ミノリパスに適用する。
1.2 改定
年1回見直す。
2. 認証
ミノリパスはSAML 2.0に対応する。
`,
    product: 'ミノリパス',
    vendor: '株式会社トウカエデ',
    version: '1',
    date: '2022-04-01',
  },
  'lenticular brackets around the kind of document, name after them': {
    text: `【セキュリティ資料】
ホシゾラ予約
2025年2月版

株式会社ヨルノトバリ

1. サーバー
ホシゾラ予約のサーバーはMicrosoft Azureの東日本リージョンにあります。
2. バックアップ
ホシゾラ予約では毎日バックアップを取得します。
3. 監視
外形監視を行っています。
`,
    product: 'ホシゾラ予約',
    vendor: '株式会社ヨルノトバリ',
    version: null,
  },
  'a name in lower case': {
    text: `shizuku
クラウドセキュリティ ホワイトペーパー
2024年3月
しずく合同会社

1. はじめに
shizukuは、水道検針のためのアプリケーションです。
2. 基盤
shizukuはGoogle Cloudで動いています。
3. ログ
ログは90日保管します。
`,
    product: 'shizuku',
    vendor: 'しずく合同会社',
    version: null,
    date: '2024-03',
  },
  'a name with a middle dot': {
    text: `電子カルテ連携サービス
カルテ・リンクス
セキュリティ対応状況

Ver1.0　2025年6月
メディカルノーツ株式会社

1. 本書の目的
本書は、カルテ・リンクスのセキュリティ対応状況をお伝えするものです。
2. 通信
カルテ・リンクスはVPNで接続します。
3. 認証
二要素認証に対応しています。
`,
    product: 'カルテ・リンクス',
    vendor: 'メディカルノーツ株式会社',
    version: '1.0',
    date: '2025-06',
  },
  'a slogan beside the name': {
    text: `ナツゾラ書庫　安心してお使いいただくために

株式会社ヒグラシ設計
2025年10月（改訂3回目）

■はじめに
本書は、図面を社内で共有するためのクラウドサービス「ナツゾラ書庫」（英語での表記はNatsuzora）について、株式会社ヒグラシ設計（以下「当社」といいます）がどのように文書をお守りしているかをお話しするものです。

■文書をお預かりする場所
文書は日本国内だけでお預かりします。設備はケヤキ電脳株式会社のものを借り受けています。

■暗号化について
保存している文書はAES-256で暗号化しています。
`,
    product: 'ナツゾラ書庫',
    vendor: '株式会社ヒグラシ設計',
    version: null,
    date: '2025-10',
    aliases: ['Natsuzora'],
  },
  'a cover that is a table with blanks between its columns': {
    text: `サービスレベル確認票（回答書）

サービス名    アサギリ工務（Asagiri Koumu、工事管理クラウド）
回答者        株式会社カスミ情報　品質保証課
回答日        2026年1月19日          様式  第2.2版

この票は、一般的な項目に当社が答えたものです。

1. 可用性
1.1 サービス時間
24時間365日です。
1.2 稼働率
99.5%以上です。
2. 信頼性
復旧時間は3時間です。
`,
    product: 'アサギリ工務',
    vendor: '株式会社カスミ情報',
    version: '2.2',
    date: '2026-01-19',
  },
}

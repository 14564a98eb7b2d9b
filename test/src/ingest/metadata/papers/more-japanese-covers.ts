import { paper, type SamplePaper } from './sample-paper.ts'

/** More Japanese covers, written before the code was run on them; the body says little. */
export const MORE_JAPANESE: readonly SamplePaper[] = [
  {
    text: paper(
      `クラウド型予約管理システム
ヨヤッキー

セキュリティに関するご説明

株式会社ヨヤク堂
2024年10月`,
      'ヨヤッキー',
    ),
    product: 'ヨヤッキー',
    vendor: '株式会社ヨヤク堂',
    version: null,
    date: '2024-10',
  },
  {
    text: paper(
      `Nagomi HR
セキュリティ・プライバシーホワイトペーパー
ナゴミ株式会社 | Ver.2.2 | 2025/3/1`,
      'Nagomi HR',
      'ナゴミ株式会社は2015年に設立されました。',
    ),
    product: 'Nagomi HR',
    vendor: 'ナゴミ株式会社',
    version: '2.2',
    date: '2025-03-01',
  },
  {
    text: paper(
      `安否確認サービス「ミマモリン」利用者向けデータ保護方針のご説明
令和六年四月一日
（株）ミマモリ研究所`,
      'ミマモリン',
    ),
    product: 'ミマモリン',
    vendor: '（株）ミマモリ研究所',
    date: '2024-04-01',
  },
  {
    text: `クラウドサービスレベルのチェックリスト
ベンダー名：株式会社ドウナン
サービス名：ドウナン入退室管理
記入日：2025年1月20日

1. 可用性
1.1 稼働率
99.9%
1.2 保守
月1回
1.3 通知
7日前
`,
    product: 'ドウナン入退室管理',
    vendor: '株式会社ドウナン',
    date: '2025-01-20',
  },
  {
    text: paper(
      `IT資産管理クラウド Shirabe Asset（シラベアセット）
セキュリティ ホワイトペーパー
Revision 3
2025年5月`,
      'Shirabe Asset',
      '株式会社シラベ（以下、「当社」という。）は、Shirabe Assetを提供しています。',
    ),
    product: 'Shirabe Asset',
    vendor: '株式会社シラベ',
    version: '3',
    date: '2025-05',
  },
  {
    text: paper(
      `みんなの給食
～安全・安心への取り組み～

合同会社きゅうしょく
2023年7月1日`,
      'みんなの給食',
    ),
    product: 'みんなの給食',
    vendor: '合同会社きゅうしょく',
    date: '2023-07-01',
  },
  {
    text: paper(
      `技術・組織的安全管理措置（TOM）説明書
対象：ハグルマ生産管理

ハグルマ工業株式会社 クラウド事業部
Version 1.0.2
2025-06-30`,
      'ハグルマ生産管理',
    ),
    product: 'ハグルマ生産管理',
    vendor: 'ハグルマ工業株式会社',
    version: '1.0.2',
    date: '2025-06-30',
  },
  {
    text: paper(
      `「つなぐノート」
セキュリティQ&A
最終更新日 2025年8月8日
株式会社つなぐ`,
      'つなぐノート',
    ),
    product: 'つなぐノート',
    vendor: '株式会社つなぐ',
    date: '2025-08-08',
  },
  {
    text: paper(
      `ORIGAMI-DX セキュリティ概要書　第２．０．１版

２０２５年１２月１日

オリガミ情報システム株式会社`,
      'ORIGAMI-DX',
    ),
    product: 'ORIGAMI-DX',
    vendor: 'オリガミ情報システム株式会社',
    version: '2.0.1',
    date: '2025-12-01',
  },
  {
    text: `セキュリティホワイトペーパー

1. 本書の目的
本書は、株式会社ハコニワ（以下「ハコニワ」）が提供する電子掲示板「イタバン」のセキュリティについて、お客様に説明することを目的とします。
2. 基盤
イタバンはAWSを利用しています。
3. 認証
イタバンは多要素認証に対応します。
`,
    product: 'イタバン',
    vendor: '株式会社ハコニワ',
  },
  {
    text: paper(
      `Web会議システム TSUDOI
情報セキュリティ要件 対応一覧
作成日：2024年2月1日
株式会社ツドイテクノロジーズ`,
      'TSUDOI',
    ),
    product: 'TSUDOI',
    vendor: '株式会社ツドイテクノロジーズ',
    date: '2024-02-01',
  },
  {
    text: paper(
      `株式会社アサガオ
アサガオPOS クラウドサービス
責任分界点および情報開示
2025年2月14日 第7版`,
      'アサガオPOS',
    ),
    product: 'アサガオPOS',
    vendor: '株式会社アサガオ',
    version: '7',
    date: '2025-02-14',
  },
  {
    text: paper(
      `ISO/IEC 27017 に基づくクラウドセキュリティホワイトペーパー

電子申請サービス
シンセイくん

株式会社モミジ電子
2025年4月`,
      'シンセイくん',
    ),
    product: 'シンセイくん',
    vendor: '株式会社モミジ電子',
    date: '2025-04',
  },
  {
    text: paper(
      `クラウド録画サービス
見守りカメラ録画
サービス仕様書
第１版
２０２２年１１月１日
日の出警備株式会社`,
      '見守りカメラ録画',
    ),
    product: '見守りカメラ録画',
    vendor: '日の出警備株式会社',
    version: '1',
    date: '2022-11-01',
  },
  {
    text: paper(
      `KAZE CLOUD 2.0
セキュリティホワイトペーパー
バージョン 1.1
2025年1月
カゼ株式会社`,
      'KAZE CLOUD 2.0',
    ),
    product: 'KAZE CLOUD 2.0',
    vendor: 'カゼ株式会社',
    version: '1.1',
    date: '2025-01',
  },
  {
    text: `# 請求管理「トリタテル」セキュリティシート

株式会社トリタ / 2025-09-15 / v1.3

## 概要

トリタテルは、請求書の発行と入金の確認を行うサービスです。

## データ

トリタテルのデータは暗号化しています。

## 認証

多要素認証があります。
`,
    product: 'トリタテル',
    vendor: '株式会社トリタ',
    version: '1.3',
    date: '2025-09-15',
  },
  {
    text: `# セキュリティについて

「ポケット名簿」を安心してお使いいただくために、わたしたち（合同会社ポケット）が行っていることをまとめました。

## 置き場所

ポケット名簿のデータは日本にあります。

## 消去

解約後60日で消えます。

## 連絡先

info@pocket.example
`,
    product: 'ポケット名簿',
    vendor: '合同会社ポケット',
  },
  {
    text: paper(
      `契約管理クラウドサービス「Keiyaku-Note」
クラウドサービス安全利用のための
情報提供シート
2025年7月改訂（第2.5版）
ノートワークス株式会社`,
      'Keiyaku-Note',
    ),
    product: 'Keiyaku-Note',
    vendor: 'ノートワークス株式会社',
    version: '2.5',
    date: '2025-07',
  },
  {
    text: paper(
      `株式会社ハナノキ御中

共有カレンダー「コヨミル」セキュリティ対策資料
株式会社コヨミ
2025年3月3日`,
      'コヨミル',
    ),
    product: 'コヨミル',
    vendor: '株式会社コヨミ',
    date: '2025-03-03',
  },
  {
    text: paper(
      `スマート施工 for Business
セキュリティホワイトペーパー

施工テック株式会社
2024年12月12日`,
      'スマート施工 for Business',
    ),
    product: 'スマート施工 for Business',
    vendor: '施工テック株式会社',
    date: '2024-12-12',
  },
]

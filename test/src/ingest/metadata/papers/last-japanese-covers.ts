import { paper, type SamplePaper } from './sample-paper.ts'

/** More Japanese covers, written before the code was run on them; the body says little. */
export const LAST_JAPANESE: readonly SamplePaper[] = [
  {
    text: paper(
      `資料3
クラウドサービスにおける安全管理措置
ヒカリノート編
株式会社ヒカリ
令和7年1月`,
      'ヒカリノート',
    ),
    product: 'ヒカリノート',
    vendor: '株式会社ヒカリ',
    date: '2025-01',
  },
  {
    text: paper(
      `株式会社ソライロ
そらいろ会計
そらいろ会計セキュリティホワイトペーパー
2025年5月1日 ver.1.5`,
      'そらいろ会計',
    ),
    product: 'そらいろ会計',
    vendor: '株式会社ソライロ',
    version: '1.5',
    date: '2025-05-01',
  },
  {
    text: paper(
      `ロケット商談
Rocket Shodan
セキュリティホワイトペーパー
ロケット株式会社
2025/05`,
      'ロケット商談',
    ),
    product: 'ロケット商談',
    vendor: 'ロケット株式会社',
    date: '2025-05',
  },
  {
    text: paper(
      `SECURITY WHITE PAPER
HOTARU
株式会社ホタル舎
2025.10`,
      'HOTARU',
    ),
    product: 'HOTARU',
    vendor: '株式会社ホタル舎',
  },
  {
    text: paper(
      `セキュリティホワイトペーパー　　　　　　　　　　　　第6版
ヒノキ文書管理
檜ソフトウエア株式会社　2025年3月`,
      'ヒノキ文書管理',
    ),
    product: 'ヒノキ文書管理',
    vendor: '檜ソフトウエア株式会社',
    version: '6',
    date: '2025-03',
  },
  {
    text: paper(
      `クラウドサービス「経営の窓」安全性・信頼性に関する情報開示
窓口情報株式会社
2024年8月`,
      '経営の窓',
    ),
    product: '経営の窓',
    vendor: '窓口情報株式会社',
    date: '2024-08',
  },
  {
    text: paper(
      `Denki Note（電気ノート）クラウドセキュリティ・ホワイトペーパー Ver 3.1
2024年7月7日
デンキ株式会社`,
      'Denki Note',
    ),
    product: 'Denki Note',
    vendor: 'デンキ株式会社',
    version: '3.1',
    date: '2024-07-07',
  },
  {
    text: paper(
      `e-Tsuchi セキュリティについてのご説明
e-Tsuchi 運営事務局（株式会社ツチヤ）
更新日:2025-01-01`,
      'e-Tsuchi',
    ),
    product: 'e-Tsuchi',
    vendor: '株式会社ツチヤ',
    date: '2025-01-01',
  },
  {
    text: paper(
      `ネット印鑑「ハンコヤ」
〜サービスの安全性について〜
2025.6.6
株式会社判屋デジタル`,
      'ハンコヤ',
    ),
    product: 'ハンコヤ',
    vendor: '株式会社判屋デジタル',
    date: '2025-06-06',
  },
  {
    text: paper(
      `SORANOTE（ソラノート）
クラウドサービス情報セキュリティ管理基準
2024年1月15日制定
そらのおと株式会社`,
      'SORANOTE',
    ),
    product: 'SORANOTE',
    vendor: 'そらのおと株式会社',
    date: '2024-01-15',
  },
  {
    text: paper(
      `製造業向け図面管理SaaS
ズメンバンク
導入ご検討者様向けセキュリティ資料
ズメン株式会社
Ver.2025.04`,
      'ズメンバンク',
    ),
    product: 'ズメンバンク',
    vendor: 'ズメン株式会社',
  },
  {
    text: `別紙1
サービスレベル目標（SLO）
サービス名称：とどけーる
株式会社とどけ

1. 可用性
1.1 稼働率
99.9%
1.2 計画停止
月1回
1.3 通知
7日前
`,
    product: 'とどけーる',
  },
  {
    text: paper(
      `「らくらく回覧板」のセキュリティ対策

株式会社町内会ドットコム
令和7年3月`,
      'らくらく回覧板',
    ),
    product: 'らくらく回覧板',
    vendor: '株式会社町内会ドットコム',
    date: '2025-03',
  },
  {
    text: paper(
      `RYOKAN ONE 利用企業様向けセキュリティ説明資料
リョカンテック株式会社
2025年2月 / 第1.0版`,
      'RYOKAN ONE',
    ),
    product: 'RYOKAN ONE',
    vendor: 'リョカンテック株式会社',
    version: '1.0',
    date: '2025-02',
  },
  {
    text: paper(
      `テンポスキャン
ISO27017ホワイトペーパー
テンポ技研株式会社
発行日 2024年9月9日
版数 1.3`,
      'テンポスキャン',
    ),
    product: 'テンポスキャン',
    vendor: 'テンポ技研株式会社',
    version: '1.3',
    date: '2024-09-09',
  },
  {
    text: paper(
      `クラウドサービス事業者としての情報開示
— Kanpeki 会計 —
株式会社カンペキ`,
      'Kanpeki 会計',
    ),
    product: 'Kanpeki 会計',
    vendor: '株式会社カンペキ',
  },
  {
    text: paper(
      `森の診療所
システム安全管理ガイドライン対応表
（3省2ガイドライン）
医療法人向けクラウド電子カルテ
株式会社森のIT
2025年1月10日 第2版`,
      '森の診療所',
    ),
    product: '森の診療所',
    vendor: '株式会社森のIT',
    version: '2',
    date: '2025-01-10',
  },
  {
    text: `アプリ「おさいふ手帳」データ安全性に関する説明

1. はじめに
おさいふ手帳（以下「本アプリ」）は、合同会社手帳堂（以下「当社」）が提供する家計簿アプリです。
2. 通信
暗号化しています。
3. 保存
本アプリのデータは国内に置きます。
`,
    product: 'おさいふ手帳',
    vendor: '合同会社手帳堂',
  },
  {
    text: paper(
      `クラウド入退室 KAGINASHI
セキュリティリファレンス
2025年3月31日 Ver.2.0
鍵無株式会社`,
      'KAGINASHI',
    ),
    product: 'KAGINASHI',
    vendor: '鍵無株式会社',
    version: '2.0',
    date: '2025-03-31',
  },
  {
    text: `「ハナシタ」ご利用にあたってのセキュリティ情報
株式会社話下

よくある質問
ハナシタの録音データはどこに保存されますか？
国内です。

ハナシタは暗号化されていますか？
はい。
`,
    product: 'ハナシタ',
    vendor: '株式会社話下',
  },
  {
    text: paper(
      `統合ID管理サービス
Tobira ID
クラウドサービスセキュリティ説明書
改訂日 令和7年10月1日
版数 第4版
扉システムズ株式会社`,
      'Tobira ID',
    ),
    product: 'Tobira ID',
    vendor: '扉システムズ株式会社',
    version: '4',
    date: '2025-10-01',
  },
  {
    text: `まちの掲示板アプリ
データ保護影響評価の概要

1. 概要
本書は、一般社団法人まちづくり（以下「当法人」）が運営する「まちボード」について記載します。
2. 通信
まちボードはTLSを使います。
3. 保存
まちボードのデータは国内です。
`,
    product: 'まちボード',
    vendor: '一般社団法人まちづくり',
  },
  {
    text: `株式会社ギンガ　御中
セキュリティチェックシートご回答
製品名　：　ミルキー在庫
会社名　：　天の川ソフト株式会社

1. 体制
1.1 責任者
はい
1.2 教育
はい
1.3 監査
はい
`,
    product: 'ミルキー在庫',
    vendor: '天の川ソフト株式会社',
  },
  {
    text: paper(
      `Ｓｈｉｒａｎｕｉ　Ｃｌｏｕｄ
セキュリティ・ホワイトペーパー
平成31年4月1日 第10版
不知火通信(株)`,
      'Shiranui Cloud',
    ),
    product: 'Shiranui Cloud',
    vendor: '不知火通信(株)',
    version: '10',
    date: '2019-04-01',
  },
  {
    text: paper(
      `ふるさと納税管理システム「納税どん」
情報セキュリティに関する補足資料

株式会社どんどん
最終更新：2025年12月`,
      '納税どん',
    ),
    product: '納税どん',
    vendor: '株式会社どんどん',
    date: '2025-12',
  },
  {
    text: paper(
      `Kumonosu MDM　機能・セキュリティ紹介資料
Version 2025.2
Kumonosu株式会社`,
      'Kumonosu MDM',
    ),
    product: 'Kumonosu MDM',
    vendor: 'Kumonosu株式会社',
    version: '2025.2',
  },
  {
    text: `本資料は、たまご予約の安全対策をまとめたものです。

1. 通信
たまご予約は通信を暗号化しています。
2. 保存
たまご予約のデータは国内です。
3. 運営会社
運営会社：株式会社たまご
`,
    product: 'たまご予約',
    vendor: '株式会社たまご',
  },
]

import type { SamplePaper } from './sample-paper.ts'

/** Documents that are about no product, or do not name theirs. */
export const PAPERS_TO_REFUSE: readonly SamplePaper[] = [
  {
    text: `当社サービスの情報セキュリティについて
株式会社ナナシ
2024年

1. 体制
当社は責任者を置いています。
2. 教育
従業員に教育を行っています。
3. 委託先管理
委託先を定期的に評価します。
`,
    product: undefined,
  },
  {
    text: `情報セキュリティ報告書 2024
ナナシホールディングス株式会社

1. ごあいさつ
ナナシグループは安全を第一に考えます。
2. 体制
ナナシグループの体制は次のとおりです。
3. 活動
訓練を行いました。
`,
    product: undefined,
  },
  {
    text: `クラウドサービス利用ガイドライン
総務部
2023年4月

1. 目的
本ガイドラインは、クラウドサービスを安全に利用するためのものである。
2. 範囲
全社員に適用する。
3. 手順
申請を行う。
`,
    product: undefined,
  },
  {
    text: `業務委託先一覧
株式会社ナナシ
2025年1月

1. 一覧
・アルファ印刷株式会社
・ベータ配送株式会社
2. 更新
年1回見直します。
3. 連絡先
総務部
`,
    product: undefined,
  },
  {
    text: `プライバシーポリシー
株式会社ナナシ

1. 目的
当社は個人情報を適切に扱います。
2. 利用目的
お問い合わせへの回答に利用します。
3. 提供
第三者に提供しません。
`,
    product: undefined,
  },
  {
    text: `ISO/IEC 27001:2022 認証について
株式会社ナナシ

1. 認証
当社はISO/IEC 27001の認証を取得しています。
2. 範囲
東京本社です。
3. 審査
年1回の審査を受けています。
`,
    product: undefined,
  },
  {
    text: `SaaS Security Questionnaire
Please complete and return by June 1, 2025

1. Company
What is the name of your company?
2. Product
Does your product encrypt data?
3. Access
Do you support MFA?
`,
    product: undefined,
  },
  {
    text: `機密保持契約書
株式会社ナナシ
株式会社ゴンベエ
2025年1月1日

1. 定義
「秘密情報」とは、開示された情報をいう。
2. 義務
秘密情報を第三者に開示しない。
3. 期間
3年とする。
`,
    product: undefined,
  },
  {
    text: `料金表
プラン：スタンダード

1. 料金
スタンダードプランは月額1,000円です。
2. 支払
銀行振込です。
3. 解約
1か月前です。
`,
    product: undefined,
  },
  {
    text: `当社のクラウド環境について

1. 利用するクラウド
当社はMicrosoft 365とAmazon Web Servicesを利用しています。
2. 認証
SSOは「HENNGE風ログイン」を使用しています。
3. 端末
端末管理ツール「ターミナルン」を利用しています。
`,
    product: undefined,
  },
  {
    text: `Vendor Management Report
Nemo Group Inc.
2024

1. Vendors
Zendesk is a ticket system. Datadog is a monitoring platform.
2. Review
Vendors are reviewed yearly.
3. Exit
Contracts can be ended.
`,
    product: undefined,
  },
  {
    text: `Incident Response Plan

1. Purpose
This plan explains how we respond to incidents.
2. Roles
The Incident Commander is a senior engineer. PagerDuty is used for paging.
3. Steps
Contain, eradicate, recover.
`,
    product: undefined,
  },
  {
    text: `情報セキュリティ対策
株式会社ナナシ

1. 体制
ナナシでは、CISOを任命しています。ナナシは毎年監査を受けます。
2. 教育
ナナシの社員は研修を受けます。
3. 委託
委託先を管理します。
`,
    product: undefined,
  },
  {
    text: `サービス利用規約
第1条（目的）
本規約は、本サービスの利用条件を定めるものです。
第2条（定義）
本サービスとは、当社が提供するすべてのサービスをいいます。
第3条（料金）
料金は別に定めます。
`,
    product: undefined,
  },
  {
    text: `委託先管理規程
株式会社ナナシ
第2版

1. 目的
本規程は、委託先の管理について定める。
2. 選定
委託先は評価のうえ選定する。
3. 契約
契約書を締結する。
`,
    product: undefined,
  },
  {
    text: `Business Continuity Plan
Nemo Ltd.

1. Purpose
This plan keeps the business running.
2. Teams
The Crisis Team leads. Microsoft Teams is used for calls.
3. Tests
The plan is tested yearly.
`,
    product: undefined,
  },
  {
    text: `クラウドセキュリティ宣言
私たちは、お客様の信頼にお応えします。
株式会社ナナシ 代表取締役

1. 方針
安全を最優先します。
2. 活動
継続的に改善します。
3. 体制
委員会を設けます。
`,
    product: undefined,
  },
  {
    text: `Subprocessor List
Nemo GmbH
1 May 2025

1. List
Mailjet SAS - e-mail
Hetzner Online GmbH - hosting
2. Changes
We announce changes.
3. Contact
privacy@nemo.example
`,
    product: undefined,
  },
  {
    text: `社内ネットワーク利用規程
ナナシ株式会社

1. 目的
本規程は社内ネットワークの利用について定める。
2. 接続
「社内Wi-Fi」に接続する。
3. 禁止
私物を接続しない。
`,
    product: undefined,
  },
]

/** A short paper about an invented product, as text extraction leaves one. */
export function samplePaper(product = 'Tsubomi Note', retention = '21日間'): string {
  return `${product} セキュリティホワイトペーパー

架空ノート株式会社
第1.2版
2024年4月1日

1. はじめに
1.1. 目的
本書は、架空ノート株式会社が提供する「${product}」（以下、本サービス）の安全対策を説明するものです。

2. 運用のセキュリティ
2.1. 情報のバックアップ
本サービスのデータベースは1日1回バックアップを取得します。
バックアップの保管期間は${retention}です。
2.2. ログの取得
操作ログは180日間保管します。
2.3. 暗号化
通信はTLS1.2以上で暗号化します。
`
}

import type { Language } from '../domain.ts'

/** What channels say around an answer: labels, buttons, thanks, and why there is no answer. */
export interface InterfaceTexts {
  readonly working: string
  readonly worked: string
  readonly sources: string
  readonly asked: (question: string) => string
  /** Says how many sources a message had no room for. */
  readonly omittedSources: (count: number) => string
  readonly shortened: string
  /** Title of the buttons with further questions. */
  readonly next: string
  readonly openSection: string
  readonly chooseSection: string
  readonly sectionGone: string
  /** A window could not be opened in time. */
  readonly notOpened: string
  readonly otherEdition: (cited: string, current: string) => string
  /** Beside sources that are older than two years. */
  readonly outdated: string
  /** Beside what is cited from a section that was read by text recognition. */
  readonly recognized: string
  readonly nextPage: string
  readonly previousPage: string
  readonly close: string
  readonly back: string
  readonly failed: string
  readonly timedOut: string
  /** The database that replicas share cannot be reached. */
  readonly unavailable: string
  readonly feedback: {
    readonly good: string
    readonly bad: string
    readonly thanks: string
    readonly notSaved: string
    readonly addReason: string
    readonly title: string
    readonly reason: string
    readonly submit: string
    readonly gone: string
  }
  readonly share: { readonly button: string; readonly shared: (person: string) => string; readonly notPossible: string }
  readonly welcome: { readonly title: string; readonly text: string }
  readonly usage: (command: string) => string
}

const ja: InterfaceTexts = {
  working: '資料を確認しています…',
  worked: '資料を確認しました',
  sources: '出典',
  asked: (question) => `質問：${question}`,
  omittedSources: (count) => `ほか${count}件の出典は、長さの都合で表示していません。製品を絞ってお尋ねください。`,
  shortened: '（長いため、以降を省略しました。製品や項目を絞ってお尋ねください。）',
  next: '続けて質問する',
  openSection: '節を開く',
  chooseSection: '出典の節を選んで開く',
  sectionGone: 'この節は、現在登録されている資料に見つかりません。資料が新しい版に置き換えられた可能性があります。',
  notOpened: '画面を開けませんでした。もう一度ボタンを押してください。',
  otherEdition: (cited, current) =>
    `回答で引用したのは ${cited} です。現在登録されている ${current} の本文を表示しています。`,
  outdated: '発行から2年以上たっている資料です。最新の内容は提供元にご確認ください。',
  recognized: '文字認識（OCR）で読み取った節です。原本で確認してください。',
  nextPage: '次へ',
  previousPage: '前へ',
  close: '閉じる',
  back: '回答に戻る',
  failed: '回答を作成できませんでした。時間をおいて、もう一度お試しください。',
  timedOut: '時間内に回答を作成できませんでした。質問を短くするか、時間をおいて、もう一度お試しください。',
  unavailable: '資料のデータベースに接続できないため、いまはお答えできません。数分おいて、もう一度お試しください。',
  feedback: {
    good: '役に立った',
    bad: '役に立たなかった',
    thanks: 'ご意見をありがとうございます。',
    notSaved: 'ご意見を記録できませんでした。時間をおいて、もう一度お試しください。',
    addReason: '理由を書く',
    title: 'ご意見',
    reason: '理由（任意）',
    submit: '送信',
    gone: 'この回答の記録は、保存期間を過ぎたため残っていません。',
  },
  share: {
    button: 'チャンネルに共有',
    shared: (person) => `${person} さんが共有した回答`,
    notPossible: 'このチャンネルには共有できませんでした。ボットをチャンネルに招待してから、もう一度お試しください。',
  },
  welcome: {
    title: 'たとえば、次のように尋ねられます',
    text: 'SaaS各社のセキュリティホワイトペーパーに書かれていることを、出典の節と原文の引用つきでお答えします。書かれていないことは「記載なし」とお伝えします。',
  },
  usage: (command) => `質問を続けてお書きください。例：${command} バックアップの保管期間は？`,
}

const en: InterfaceTexts = {
  working: 'Checking the papers…',
  worked: 'Checked the papers',
  sources: 'Sources',
  asked: (question) => `Question: ${question}`,
  omittedSources: (count) => `${count} more sources are left out for length. Ask about fewer products to see them.`,
  shortened: '(The rest is left out for length. Ask about fewer products or fewer things.)',
  next: 'Ask next',
  openSection: 'Open section',
  chooseSection: 'Open a cited section',
  sectionGone: 'This section is not in the papers indexed now. The paper may have been replaced by a newer edition.',
  notOpened: 'The window could not be opened. Please press the button again.',
  otherEdition: (cited, current) => `The answer cited ${cited}. This is the text of ${current}, which is indexed now.`,
  outdated: 'This paper is more than two years old. Ask the vendor for what holds today.',
  recognized: 'This section was read by text recognition (OCR). Check it against the original.',
  nextPage: 'Next',
  previousPage: 'Back',
  close: 'Close',
  back: 'Back to the answer',
  failed: 'The answer could not be made. Please try again in a while.',
  timedOut: 'The answer could not be made in time. Please shorten the question or try again in a while.',
  unavailable: 'The database of the papers cannot be reached right now. Please try again in a few minutes.',
  feedback: {
    good: 'Helpful',
    bad: 'Not helpful',
    thanks: 'Thank you for your feedback.',
    notSaved: 'Your feedback could not be saved. Please try again in a while.',
    addReason: 'Add a reason',
    title: 'Feedback',
    reason: 'Reason (optional)',
    submit: 'Send',
    gone: 'The record of this answer is past its retention period.',
  },
  share: {
    button: 'Share in channel',
    shared: (person) => `Answer shared by ${person}`,
    notPossible: 'It could not be shared here. Invite the bot to the channel and try again.',
  },
  welcome: {
    title: 'For example, you can ask',
    text: 'I answer what the security whitepapers of SaaS vendors say, with the section and a verbatim quote. What a paper does not say, I report as "not stated".',
  },
  usage: (command) =>
    `Write your question after the command, for example: ${command} What is the backup retention period?`,
}

/** The interface texts of a language. */
export function textsOf(language: Language): InterfaceTexts {
  return language === 'ja' ? ja : en
}

import type { Language } from '../domain.ts'

/** Every sentence that the bot says by itself, in both languages. What a paper says is quoted, never translated. */
export interface Wording {
  readonly value: (product: string, attribute: string, value: string) => string
  readonly values: (product: string, attribute: string) => string
  readonly says: (product: string, quote: string) => string
  readonly answerWord: { readonly yes: string; readonly no: string; readonly planned: string }
  /** What an answer is about, before it. */
  readonly about: (attribute: string) => string
  readonly notStated: (product: string, attribute: string) => string
  /** Of a single name that the paper does not hold. */
  readonly nameNotStated: (product: string, name: string) => string
  readonly notStatedCell: string
  readonly notStatedByAnyone: (attribute: string) => string
  readonly related: (attribute: string, value: string) => string
  readonly relatedSection: (section: string) => string
  readonly derived: (value: string, arithmetic: string) => string
  readonly compare: (attribute: string) => string
  readonly matching: (products: string) => string
  readonly denying: (products: string) => string
  readonly noneMatching: string
  /** The editions that there are, where another one is asked. */
  readonly onlyEditions: (editions: string, shown: string) => string
  readonly olderEdition: (edition: string) => string
  /** Of one of several products. */
  readonly olderEditionOf: (product: string, edition: string) => string
  /** An edition was asked of several products, and none of them has it. */
  readonly editionOfMany: string
  /** What an edition changed against the one before, as many as there are. */
  readonly comparedEditions: (before: string, now: string) => string
  /** The same of any two editions. */
  readonly comparedTwo: (before: string, now: string) => string
  readonly changesBetween: (product: string, count: number) => string
  readonly between: Pick<Wording, 'unchanged' | 'changed' | 'newlyStated' | 'noLongerStated'>
  readonly changes: (product: string, count: number) => string
  readonly unchanged: (product: string, name: string, value: string) => string
  readonly changed: (product: string, name: string, before: string, value: string) => string
  readonly newlyStated: (product: string, name: string, value: string) => string
  readonly noLongerStated: (product: string, name: string, before: string) => string
  readonly statedInNeither: (product: string, name: string) => string
  readonly moreChanges: (count: number) => string
  /** The same of an edition that prints neither version nor date. */
  readonly olderUnlabelled: string
  /** What an edition goes by. */
  readonly ofVersion: (version: string) => string
  readonly ofDate: (date: string) => string
  readonly others: string
  readonly extreme: (product: string, value: string) => string
  /** Before values in business days and in days of the calendar that may each be the longer. */
  readonly businessDays: string
  readonly differs: string
  readonly outline: (product: string, section: string) => string
  readonly collected: (product: string) => string
  readonly more: (count: number) => string
  /** Of how many papers the rows are that are shown. */
  readonly shownOf: (papers: number, stating: number, shown: number) => string
  /** Where not all that fulfil a question are shown. */
  readonly moreFit: string
  /** Behind a list of names that is cut. */
  readonly andMore: (count: number) => string
  readonly defines: (product: string, term: string, quote: string) => string
  readonly premise: (asked: string) => string
  readonly otherPlans: (plan: string) => string
  readonly leftOut: (items: string) => string
  readonly unknownProduct: (name: string, known: string) => string
  readonly unknownBeside: (names: string) => string
  readonly possibleProduct: (name: string) => string
  readonly whichProduct: (known: string) => string
  readonly whatAbout: (product: string) => string
  readonly outOfScope: string
  readonly courtesy: string
  readonly aboutBot: (known: string) => string
  readonly tooLong: string
  readonly empty: string
  readonly noPapers: string
  readonly notFound: (product: string) => string
  readonly notExactly: (product: string) => string
  readonly nearest: (quote: string) => string
  readonly notFoundAnywhere: string
  /** For one of several questions of a message. */
  readonly nothingFor: (question: string) => string
  readonly askValue: (product: string, attribute: string) => string
  readonly askComparison: (attribute: string) => string
  readonly askCertified: string
  readonly columns: { readonly product: string }
  readonly listSeparator: string
}

const ja: Wording = {
  value: (product, attribute, value) => `${product}の${attribute}は ${value} です。`,
  values: (product, attribute) => `${product}の${attribute}：`,
  says: (product, quote) => `${product}の資料には${quote}とあります。`,
  answerWord: { yes: 'はい。', no: 'いいえ。', planned: '予定とされています。' },
  about: (attribute) => `${attribute}：`,
  notStated: (product, attribute) => `${product}の資料に、${attribute}の記載はありません。`,
  nameNotStated: (product, name) => `${product}の資料に、「${name}」の記載はありません。`,
  notStatedCell: '記載なし',
  notStatedByAnyone: (attribute) => `いずれの資料にも、${attribute}の記載はありません。`,
  related: (attribute, value) => `関連する記載（${attribute}）：${value}`,
  relatedSection: (section) => `関連する節：${section}`,
  derived: (value, arithmetic) => `計算上は ${value}（${arithmetic}。資料に直接の記載はありません）`,
  compare: (attribute) => `${attribute}の比較：`,
  matching: (products) => `該当するのは ${products} です。`,
  denying: (products) => `「していない」「できない」という記載があるのは ${products} です。`,
  noneMatching: '条件に当てはまると読み取れる記載は見つかりませんでした。各製品の記載を示します。',
  onlyEditions: (editions, shown) =>
    `ご質問の版は登録されていません（登録されている版：${editions}）。${shown}の記載です。`,
  olderEdition: (edition) => `最新版ではなく、${edition}の記載です。`,
  olderEditionOf: (product, edition) => `${product}は最新版ではなく、${edition}の記載です。`,
  editionOfMany: '版を指定したご質問は、製品を1つ挙げてお聞きください。以下は、いずれも最新版の記載です。',
  comparedEditions: (before, now) => `前の版は${before}、最新版は${now}です。`,
  comparedTwo: (before, now) => `${before}と${now}を比べます。`,
  changesBetween: (product, count) =>
    count === 0
      ? `${product}の2つの版で、読み取れた項目に違いはありません。`
      : `${product}の2つの版の違い（読み取れた項目）：`,
  between: {
    unchanged: (product, name, value) => `${product}の${name}は、どちらの版でも ${value} です。`,
    changed: (product, name, before, value) =>
      `${product}の${name}は、古いほうの版の ${before} から、新しいほうの版の ${value} に変わりました。`,
    newlyStated: (product, name, value) =>
      `${product}の${name}は、古いほうの版には記載がなく、新しいほうの版では ${value} です。`,
    noLongerStated: (product, name, before) =>
      `${product}の${name}は、古いほうの版では ${before} でしたが、新しいほうの版には記載がありません。`,
  },
  changes: (product, count) =>
    count === 0
      ? `${product}の前の版と最新版で、読み取れた項目に変更はありません。`
      : `${product}の前の版から最新版への変更（読み取れた項目）：`,
  unchanged: (product, name, value) => `${product}の${name}は、前の版から変わらず ${value} です。`,
  changed: (product, name, before, value) =>
    `${product}の${name}は、前の版の ${before} から、最新版の ${value} に変わりました。`,
  newlyStated: (product, name, value) => `${product}の${name}は、前の版には記載がなく、最新版では ${value} です。`,
  noLongerStated: (product, name, before) =>
    `${product}の${name}は、前の版では ${before} でしたが、最新版には記載がありません。`,
  statedInNeither: (product, name) => `${product}の${name}は、どちらの版にも記載がありません。`,
  moreChanges: (count) => `ほかに${count}項目の変更があります。`,
  olderUnlabelled: '最新版ではなく、それより前の版の記載です。',
  ofVersion: (version) => `${version}版`,
  ofDate: (date) => `${date}の版`,
  others: 'その他の製品：',
  extreme: (product, value) => `${product}（${value}）です。`,
  businessDays: '営業日・営業時間と暦の日数は正確には比べられないため、該当しうるものをすべて示します。',
  differs: '資料の中で記載が分かれています。どちらも示します。',
  outline: (product, section) => `${product}の${section}の項目：`,
  collected: (product) => `${product}の資料で、これに当たる記載：`,
  more: (count) => `ほかに${count}件あります。`,
  shownOf: (papers, stating, shown) =>
    `登録されている資料${papers}件のうち、記載があるのは${stating}件です。ここでは${shown}件を示します。ほかの製品は、製品名を挙げてお尋ねください。`,
  moreFit: '当てはまると読み取れる資料は、ここに示したもののほかにもあります。',
  andMore: (count) => `、ほか${count}製品`,
  defines: (product, term, quote) => `${product}の資料では「${term}」を次のように説明しています：${quote}`,
  premise: (asked) => `ご質問の「${asked}」とは異なる記載です。`,
  otherPlans: (plan) => `「${plan}」の値は見つかりませんでした。ほかのプランの値を示します。`,
  leftOut: (items) => `ご質問のうち${items}は、この回答に含まれていません。別にお尋ねください。`,
  unknownProduct: (name, known) => `「${name}」の資料は登録されていません。登録されている製品：${known}`,
  unknownBeside: (names) => `${names}の資料は登録されていません。`,
  possibleProduct: (name) => `「${name}」が製品名でしたら、その資料は登録されていません。`,
  whichProduct: (known) => `どの製品についてのご質問ですか。登録されている製品：${known}`,
  whatAbout: (product) => `${product}の何についてお調べしますか。`,
  outOfScope:
    'このボットは、登録されたセキュリティ資料に書かれていることだけにお答えします。ご質問の内容は対象外です。',
  aboutBot: (known) =>
    `登録されている資料：${known}。保管期間、認証、暗号化、認証取得の状況などの記載を、出典つきでお答えします。製品どうしの比較もできます。`,
  courtesy: '登録されている資料について、いつでもお尋ねください。',
  tooLong: '質問が長すぎます。2,000文字以内でお書きください。',
  empty: '質問が読み取れませんでした。例：「バックアップの保管期間は？」',
  noPapers: '資料がまだ登録されていません。`npm run ingest -- ファイル` で取り込んでください。',
  notFound: (product) => `${product}の資料に、ご質問に当たる記載は見つかりませんでした。`,
  notExactly: (product) => `${product}の資料に、ご質問とぴったり一致する記載は見つかりませんでした。`,
  nearest: (quote) => `近い記載：${quote}`,
  notFoundAnywhere: '登録されている資料に、ご質問に当たる記載は見つかりませんでした。',
  nothingFor: (question) => `「${question}」に当たる記載は見つかりませんでした。`,
  askValue: (product, attribute) => `${product}の${attribute}は？`,
  askComparison: (attribute) => `${attribute}を比較して`,
  askCertified: 'ISO/IEC 27001を取得しているのは？',
  columns: { product: '製品' },
  listSeparator: '、',
}

/** "What are the backups of …?": the noun before the first preposition is what the verb goes with. */
function isPlural(name: string): boolean {
  return /(?<![sui])s$/u.test(name.split(/ (?:of|for|in|to|by|from) /u)[0] ?? '')
}

const en: Wording = {
  value: (product, attribute, value) => `${product}: ${attribute} is ${value}.`,
  values: (product, attribute) => `${product}, ${attribute}:`,
  says: (product, quote) => `${product}'s paper says: ${quote}.`,
  answerWord: { yes: 'Yes. ', no: 'No. ', planned: 'It is planned. ' },
  about: (attribute) => `${attribute}: `,
  notStated: (product, attribute) => `${product}'s paper does not state the ${attribute}.`,
  nameNotStated: (product, name) => `${product}'s paper does not mention "${name}".`,
  notStatedCell: 'not stated',
  notStatedByAnyone: (attribute) => `None of the papers states the ${attribute}; it is not mentioned.`,
  related: (attribute, value) => `Related (${attribute}): ${value}`,
  relatedSection: (section) => `Related section: ${section}`,
  derived: (value, arithmetic) => `By calculation ${value} (${arithmetic}; the paper does not state it directly)`,
  compare: (attribute) => `Comparison, ${attribute}:`,
  matching: (products) => `These do: ${products}.`,
  denying: (products) => `Their papers deny it: ${products}.`,
  noneMatching: 'I found no statement that clearly meets this. What the papers say:',
  onlyEditions: (editions, shown) =>
    `That edition is not in the index, which has ${editions}. This is what ${shown} says.`,
  olderEdition: (edition) => `This is what ${edition} says, which is not the newest one.`,
  olderEditionOf: (product, edition) => `For ${product} this is what ${edition} says, which is not the newest one.`,
  editionOfMany: 'Editions can be asked of one product at a time; what follows is what the newest ones say.',
  comparedEditions: (before, now) => `The edition before is ${before}, the newest one ${now}.`,
  comparedTwo: (before, now) => `Compared: ${before} with ${now}.`,
  changesBetween: (product, count) =>
    count === 0
      ? `Nothing that was read differs between the two editions for ${product}.`
      : `${product}, what differs between the two editions (as far as it was read):`,
  between: {
    unchanged: (product, name, value) => `${product}: ${name} is ${value} in both editions.`,
    changed: (product, name, before, value) =>
      `${product}: ${name} changed from ${before} in the older edition to ${value} in the newer one.`,
    newlyStated: (product, name, value) =>
      `${product}: ${name} is ${value} in the newer edition; the older one does not state it.`,
    noLongerStated: (product, name, before) =>
      `${product}: ${name} was ${before} in the older edition; the newer one does not state it.`,
  },
  changes: (product, count) =>
    count === 0
      ? `Nothing that was read differs between the last two editions for ${product}.`
      : `${product}, from the edition before to the newest one (as far as it was read):`,
  unchanged: (product, name, value) => `${product}: ${name} is ${value}, the same as in the edition before.`,
  changed: (product, name, before, value) =>
    `${product}: ${name} changed from ${before} in the edition before to ${value} in the newest one.`,
  newlyStated: (product, name, value) =>
    `${product}: ${name} is ${value} in the newest edition; the one before does not state it.`,
  noLongerStated: (product, name, before) =>
    `${product}: ${name} was ${before} in the edition before; the newest does not state it.`,
  statedInNeither: (product, name) => `${product}: neither edition states ${name}.`,
  moreChanges: (count) => `${count} more items changed.`,
  olderUnlabelled: 'This is what an older edition says, not the newest one.',
  ofVersion: (version) => `version ${version}`,
  ofDate: (date) => `the edition of ${date}`,
  others: 'Other products:',
  extreme: (product, value) => `${product} (${value}).`,
  businessDays: 'Business days cannot be compared exactly with calendar time; these are all that may be meant.',
  differs: 'The paper gives different values; both are shown.',
  outline: (product, section) => `${product}, contents of ${section}:`,
  collected: (product) => `What ${product}'s paper says of this:`,
  more: (count) => `There are ${count} more.`,
  shownOf: (papers, stating, shown) =>
    `Of the ${papers} papers in the index ${stating} state this; ${shown} are shown here. Name a product to ask about another one.`,
  moreFit: 'More papers than the ones shown here seem to fulfil this.',
  andMore: (count) => ` and ${count} more`,
  defines: (product, term, quote) => `${product}'s paper explains "${term}" as: ${quote}`,
  premise: (asked) => `The paper says otherwise than "${asked}".`,
  otherPlans: (plan) => `No value was found for "${plan}"; these are the values of other plans.`,
  leftOut: (items) => `This answer does not cover ${items}. Please ask separately.`,
  unknownProduct: (name, known) => `"${name}" is not in the index: I have no paper for it. Products covered: ${known}`,
  unknownBeside: (names) => `There is no paper of ${names} in the index.`,
  possibleProduct: (name) => `If "${name}" is a product, there is no paper of it in the index.`,
  whichProduct: (known) => `Which product do you mean? Products covered: ${known}`,
  whatAbout: (product) => `What would you like to know about ${product}?`,
  outOfScope: 'I can only answer what the indexed security papers say. That question is out of scope.',
  aboutBot: (known) =>
    `Products covered: ${known}. I answer what their papers say on retention, authentication, encryption, certifications and more, with the source, and I can compare products.`,
  courtesy: 'Ask me about the indexed papers, any time.',
  tooLong: 'The question is too long. Please keep it under 2,000 characters.',
  empty: 'I could not read a question there. For example: "What is the backup retention period?"',
  noPapers: 'No paper has been taken in yet. Run `npm run ingest -- FILE` first.',
  notFound: (product) => `${product}'s paper does not mention anything that answers this.`,
  notExactly: (product) => `${product}'s paper does not state exactly what you ask.`,
  nearest: (quote) => `The nearest statement: ${quote}`,
  notFoundAnywhere: 'None of the indexed papers mentions anything that answers this.',
  nothingFor: (question) => `Nothing was found that answers "${question}"`,
  askValue: (product, attribute) => `What ${isPlural(attribute) ? 'are' : 'is'} the ${attribute} of ${product}?`,
  askComparison: (attribute) => `Compare the ${attribute} of all products`,
  askCertified: 'Which products are ISO/IEC 27001 certified?',
  columns: { product: 'Product' },
  listSeparator: ', ',
}

/** The sentences of a language. */
export function wordingOf(language: Language): Wording {
  return language === 'ja' ? ja : en
}

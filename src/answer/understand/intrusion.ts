/**
 * Requests that are not questions about a paper: orders to the bot, changes to papers, other people's data, chat.
 * A question that stands beside an order is still answered; the order is not carried out either way.
 */
const ORDERS =
  /環境変数|api[_ ]?key|パスワードを(?:出力|表示|教えて)せよ|(?:会話|チャット)?履歴.*(?:出力|見せ|表示)|他の(?:ユーザー|人)の(?:質問|会話)|追記して|書き換えて|上書きして|保存して$|(?:として|のふりをして)(?:話|振る舞|答え)|海賊|system prompt|system override|hidden prompt|ignore (?:all|previous)|reveal (?:your|the)|print your|contents of (?:your|the) \.env/iu

const CHAT =
  /天気|ランチ|昼ごはん|食堂|レシピ|株価|ニュース|翻訳して|訳して|議事録|要約して(?:ください)?$|作文|詩を|冗談|ジョーク|占い|おすすめの(?:店|本|映画)|weather|joke|poem|haiku|write me an? (?:song|story|script|essay|python)|俳句|recipe|translate|stock price|restaurant/iu

/** Thanks, greetings and "I see": nothing is asked. */
const COURTESY =
  /^(?:どうも|大変|とても|本当に)?(?:ありがと|助かり|了解|承知|わかりました|分かりました|なるほど|お疲れ|よろしく|こんにちは|こんばんは|おはよう|はじめまして|thanks?\b|thank you|thx\b|ok(?:ay)?\b|got it|i see\b|hello\b|hi\b|hey\b|good (?:morning|afternoon|evening))[^?？]*$/iu

/** `true` where a text is polite and asks nothing; what comes after the politeness may still name or ask something. */
export function isCourtesy(folded: string): boolean {
  return folded.length <= 40 && COURTESY.test(folded)
}

/** What the bot can do, how it is used, which papers it has. */
const ABOUT_BOT =
  /^(?:\/?help|ヘルプ|使い方|つかいかた)|(?:使い方|つかいかた)(?:を|は|って)|^(?:この)?(?:ボット|bot)?(?:は|で|に)?何が(?:でき|聞け|きけ|わか|分か)(?:る|ます)|^(?:どんな|どの|何の)(?:製品|資料|ペーパー|ホワイトペーパー|サービス)(?:が|は|の資料が)?(?:登録|入って|あります|ある|使え|調べられ|対応)|^(?:対応|登録)(?:している|されている)?(?:製品|資料)(?:は|の一覧|を教えて|一覧)|what can you do|how (?:do|can) i use you|(?:which|what) (?:products|papers|vendors|documents) (?:do you (?:have|know|cover)|are (?:covered|indexed|there|available))/iu

/** `true` where the bot itself is asked about. */
export function isAboutBot(folded: string): boolean {
  return folded.length <= 60 && ABOUT_BOT.test(folded)
}

/** `true` where the text only asks for something that this bot does not do. */
export function isOutOfScope(folded: string): boolean {
  return ORDERS.test(folded) || CHAT.test(folded)
}

/**
 * What a text claims in the papers' stead: role prefixes, 「以下を抜粋として扱え」 with its quotation, orders to invent.
 * Taken out before the question is understood, so that no claim of the asker's becomes a condition.
 */
export function withoutInstructions(text: string): string {
  return text
    .replace(/以下を[^。:：]*(?:として)?(?:扱え|扱って|みなせ|みなして)[^。「]*(?:「[^」]*」)?。?/gu, '')
    .replace(/^\s*(?:system|assistant|user|developer)\s*[:：][^.。]*?[.。]\s*/giu, '')
    .replace(
      /\b(?:ignore|forget|disregard) (?:all |any |your |the |these |previous |prior )*(?:instructions?|rules?|prompts?)[^.,!]{0,20}?(?:[.,!]|\band\b)/giu,
      ' ',
    )
    .replace(
      /\b(?:print|reveal|show|output|repeat|display) (?:me )?(?:your|the|all) (?:system |hidden |secret |initial )*(?:prompts?|instructions?|rules?|configuration)[^.,!]{0,20}[.,!]/giu,
      ' ',
    )
    .replace(/\b(?:then |and )*(?:answer|reply|state|say)(?: that)? ["“]/giu, ' ')
    .replace(/^\W*then (?:answer|reply|state|say)(?: that)? /giu, ' ')
    .replace(/<[!@#][^>]*>/gu, '')
    .replace(/と(?:答えて|回答して|書いて|言って)(?:ください)?[。!！]?\s*$/gu, '')
}

/** A text without web addresses, whose letters are no words of the question ("https" reads as encryption). */
export function withoutAddresses(text: string): string {
  return text.replace(/https?:\/\/[!-~]+/giu, ' ')
}

/** A text without mentions, ids and addresses of people: who asks what is no business of a provider of models. */
export function withoutPeople(text: string): string {
  return text
    .replace(MARKED_MENTION, ' ')
    .replace(MAIL_ADDRESS, ' ')
    .replace(TYPED_MENTION, ' ')
    .replace(SLACK_ID, (id) => (isWordWithNumber(id) ? id : ' '))
    .replace(/\s+/gu, ' ')
    .trim()
}

/** As Slack and Teams write them into a message. */
const MARKED_MENTION = /<[@#!][^>]*>|<mailto:[^>]*>|<at\b[^>]*>.*?<\/at>/giu

const AT = '[@＠]'
/** What a mail address is made of, in either width. */
const ADDRESS_LETTER = '[\\wＡ-Ｚａ-ｚ０-９＿+＋\\-－]'
/** Names before the `@` may be in Japanese; those in hiragana only where nothing but a name can stand there. */
const MAILBOX = [
  '"[^"\\n]{1,60}"',
  `(?:${ADDRESS_LETTER}|[.．\\p{Script=Han}\\p{Script=Katakana}ー]){1,64}`,
  '(?<=^|[\\s、。「（(])\\p{Script=Hiragana}{2,12}',
].join('|')
const MAIL_ADDRESS = new RegExp(`(?:${MAILBOX})${AT}${ADDRESS_LETTER}+(?:[.．]${ADDRESS_LETTER}+)+`, 'gu')

const HONORIFIC = '(?:さん|さま|様|ちゃん|くん|君|氏|殿|先生)'
const NAME_END = '(?=[\\s、。,，:：!！?？]|$)'
const JAPANESE_NAME = '[\\p{Script=Han}\\p{Script=Katakana}\\p{Script=Hangul}ー・]+'
/** Hiragana is a name up to an honorific or a blank, else up to a particle. */
const HIRAGANA_NAME = [
  `\\p{Script=Hiragana}{1,12}?(?=${HONORIFIC})`,
  `\\p{Script=Hiragana}{1,12}${NAME_END}`,
  '\\p{Script=Hiragana}{2,12}?(?=[はがのをにへともで])',
].join('|')
const NAME = [
  // A price (@100円) is nobody's name.
  '(?![\\d,.]+(?![\\p{Script=Latin}\\d_]))[\\p{Script=Latin}\\p{M}\\d_.-]+',
  `${JAPANESE_NAME}?(?=${HONORIFIC})`,
  `${JAPANESE_NAME}(?:\\p{Script=Hiragana}{1,6}${NAME_END})?`,
  HIRAGANA_NAME,
].join('|')
/** A given name behind a blank is told by its honorific. */
const GIVEN_NAME = `(?:[ 　](?:${JAPANESE_NAME}?|\\p{Script=Latin}+)(?=${HONORIFIC}))`
const TYPED_MENTION = new RegExp(`(?<!\\w)${AT}(?:${NAME})${GIVEN_NAME}?${HONORIFIC}?`, 'gu')

/** Users (`U`, `W`), channels (`C`), direct and group messages (`D`, `G`) of Slack. */
const SLACK_ID = /(?<![\w-])[UWCDG](?=[A-Z]*\d)[A-Z0-9]{8,12}(?![\w-])/gu

/** WINDOWS2019, CVE20241234: a word that can be spoken, or a year behind letters. */
function isWordWithNumber(id: string): boolean {
  return (
    /^(?:CVE\d+|[A-Z]{5,}(?:19|20)\d\d)$/u.test(id) ||
    (/^[A-Z]{5,}\d{1,4}$/u.test(id) && !/[B-DF-HJ-NP-TV-Z]{4}/u.test(id))
  )
}

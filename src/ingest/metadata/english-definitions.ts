import type { Ballot, Source } from './ballot.ts'

const WORD = "[A-Z0-9][\\w&+'-]{0,30}(?:\\.\\w{1,10})?"
const DOMAIN_NAME = '[a-z][a-z0-9-]{1,30}\\.(?:io|com|app|ai|net|jp|co|dev|cloud|so|me)(?![\\w.])'
/** A name by its capitals, or one that is an address: Acme Ledger, Foo 365, bar.io. */
export const ENGLISH_NAME = `(?<![\\w&+.'@/-])(?:(?=[A-Z])${WORD}(?: ${WORD}){0,4}|${DOMAIN_NAME})`
const CAPITALISED = `(${ENGLISH_NAME})`
const KIND =
  '(?:service|platform|application|app|solution|product|software|tool|suite|system|builder|manager|editor|tracker)'
const NEXT = "(?=[.,;:()?!'\\s]|$)"

const RULES: readonly (readonly [RegExp, Source, number])[] = [
  [
    new RegExp(
      `${CAPITALISED} ?\\((?:hereinafter|hereafter|the|“|")[^)\\n]{0,40}(?:[Ss]ervice|[Pp]roduct|[Pp]latform|[Ss]olution)s?["”]?\\)`,
      'gu',
    ),
    'definition',
    6,
  ],
  [
    new RegExp(
      `["“](?:the )?(?:[Ss]ervices?|[Pp]roduct|[Pp]latform)["”] (?:means|refers to|is) (?:the )?${CAPITALISED}${NEXT}`,
      'gu',
    ),
    'definition',
    6,
  ],
  [new RegExp(`(?:^|[.\\n] ?)${CAPITALISED} is (?:an?|the|our) [^.\\n]{0,80}\\b${KIND}\\b`, 'gu'), 'sentence', 4],
  [new RegExp(`${CAPITALISED}, (?:our|its|an?) [^.\\n]{0,80}\\b${KIND}\\b`, 'gu'), 'definition', 4],
  [
    new RegExp(
      `(?:protects?|secur(?:es?|ity)|safeguards?|controls|measures|place|store|keep|process)\\b[^.\\n]{0,60}? (?:in|of|for|within|on|into) (?:the )?${CAPITALISED}${NEXT}`,
      'gu',
    ),
    'purpose',
    3,
  ],
  [
    new RegExp(
      `(?:[Tt]his|[Tt]he) (?:paper|document|white ?paper|overview|guide|statement|report|FAQ|agreement|SLA|page|datasheet|brief)[^.\\n]{0,20} (?:describes|explains|outlines|summari[sz]es|covers|applies to)[^.\\n]{0,60}?(?: of| for| in| behind| to)? (?:the )?${CAPITALISED}${NEXT}`,
      'gu',
    ),
    'purpose',
    3,
  ],
  [
    new RegExp(`${CAPITALISED} is (?:(?:\\w+ and )?(?:operated|provided|developed|made|run|offered|owned)) by `, 'gu'),
    'definition',
    4,
  ],
  [
    new RegExp(
      `(?:^|\\n)(?:Q\\d{0,3}[.:)]? ?)?(?:[A-Z][a-z]+ )?(?:[A-Z]?[a-z]+ ){0,2}?(?:[Dd]oes|[Ii]s|[Cc]an|[Hh]as|[Oo]perates|[Uu]se|[Uu]ses|[Rr]uns|[Oo]wns) ${CAPITALISED}[^.\\n]{0,80}\\?`,
      'gu',
    ),
    'question',
    3,
  ],
]

const FIRST_WORD =
  /^(?:The|This|It|We|Our|All|Each|Every|These|Customers?|Users?|Access|Data|Backups?|Staff|Service|Answer|Yes|No|You|There|Where|What|How|Does|Is|Explanation|Board|Management|Employees)$/u

/** Puts forward what English sentences say that the paper is about. The text keeps its capitals. */
export function voteOnEnglish(text: string, ballot: Ballot): void {
  for (const [pattern, source, points] of RULES) {
    for (const match of text.matchAll(pattern)) {
      const name = (match[1] ?? '')
        .replace(/^(?:The|This|Our|In|For|At|What|Who|Where) /u, '')
        .replace(/[.,]$|['’]s$/gu, '')
      if (!FIRST_WORD.test(name)) ballot.vote(name, source, points)
    }
  }
}

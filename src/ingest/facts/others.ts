import { fold, squash } from '../../text/fold.ts'

const COMPANY =
  /^[^。\t]{0,32}?((?:株式会社|有限会社|合同会社)[^\s、。はがもで()]{1,20}|[^\s、。はがもで()]{1,20}(?:株式会社|有限会社|合同会社)|[a-z][a-z0-9&' -]{1,30},? (?:inc|ltd|llc|gmbh|corp|b\.v|plc|oy|ab)\b\.?)[」』)]?(?:\([^()]{0,30}\))?\s?(?:は|が|も|では|、|is\b|has\b|holds?\b|must\b|shall\b|will\b|notif)/u
const ROLE =
  /^(?:(?:なお|また)、)?(?:(?:再)?委託先|データセンター(?:事業者)?|クラウド(?:サービス)?事業者|ホスティング事業者|(?:our |the |each |every )?(?:hosting|cloud|infrastructure) provider|(?:our |the |each |every )?sub-?processors?)[^、。.]{0,16}?(?:は|が|も|\b(?:must|shall|will|is|are|has|have|holds?|notif\w*))/u

/**
 * Whether a folded statement tells what another company does or has: a sub-processor that reports within 72 hours, the
 * operator of a data centre with a certificate. The vendor's own name makes it one about the vendor; where the
 * vendor is not known, any company may be it.
 */
export function speaksOfOthers(folded: string, vendor: string | null): boolean {
  const company = COMPANY.exec(folded)?.[1]
  if (company !== undefined) return vendor !== null && !isSame(company, vendor)
  return ROLE.test(folded)
}

function isSame(company: string, vendor: string): boolean {
  const bare = (name: string) =>
    squash(fold(name)).replace(/株式会社|有限会社|合同会社|,?(?:inc|ltd|llc|gmbh|corp|b\.v|plc)\.?$/gu, '')
  return bare(company).includes(bare(vendor)) || bare(vendor).includes(bare(company))
}

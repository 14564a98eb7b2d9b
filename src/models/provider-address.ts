import { OPENAI_URL, type Provider } from '../model-config.ts'

/** A model by its name, and whom it is asked of. */
export interface AskedModel {
  readonly model: string
  readonly provider: Provider
}

/** Where a provider is asked: origin and path, without key, query and slash at the end. */
function toAddress(provider: Provider): string {
  const { origin, pathname } = new URL(provider.kind === 'openai' ? provider.baseUrl : provider.endpoint)
  return `${origin}${pathname.replace(/\/+$/u, '')}`
}

/** The name of a model with where it is asked, unless that is OpenAI: the same name elsewhere may be another model. */
export function toFullName({ model, provider }: AskedModel): string {
  const address = toAddress(provider)
  return address === OPENAI_URL ? model : `${model} at ${address}`
}

/** What a person has to look at where a provider is not to be asked at its address. */
export function sayWhatToCheck(provider: Provider): string {
  const address = toAddress(provider)
  return provider.kind === 'openai'
    ? `check OPENAI_BASE_URL (${address}), which usually ends in /v1`
    : `check AZURE_OPENAI_ENDPOINT (${address}), usually https://NAME.openai.azure.com, and AZURE_OPENAI_API_VERSION`
}

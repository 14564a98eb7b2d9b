import type { ClientOptions } from '@langchain/openai'
import type { Provider } from '../model-config.ts'
import { createProviderFetch } from './provider-fetch.ts'

/** How LangChain reaches OpenAI or a server that speaks like it; replies end after `maxBytes`. */
export function toOpenAiFields({ apiKey, baseUrl }: Extract<Provider, { kind: 'openai' }>, maxBytes: number) {
  const configuration: ClientOptions = { baseURL: baseUrl, fetch: createProviderFetch(maxBytes) }
  return { apiKey, configuration }
}

/** How LangChain reaches Azure OpenAI; replies end after `maxBytes`. */
export function toAzureFields(
  { apiKey, endpoint, apiVersion }: Extract<Provider, { kind: 'azure' }>,
  maxBytes: number,
) {
  const configuration: ClientOptions = { fetch: createProviderFetch(maxBytes) }
  return {
    azureOpenAIApiKey: apiKey,
    // The embeddings of LangChain do not know the endpoint by itself.
    azureOpenAIBasePath: `${endpoint.replace(/\/+$/u, '')}/openai/deployments`,
    azureOpenAIApiVersion: apiVersion,
    configuration,
  }
}

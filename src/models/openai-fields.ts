import type { ClientOptions } from '@langchain/openai'
import type { Provider } from '../model-config.ts'

/** How LangChain reaches OpenAI or a server that speaks like it. */
export function toOpenAiFields({ apiKey, baseUrl }: Extract<Provider, { kind: 'openai' }>, ask: typeof fetch) {
  const configuration: ClientOptions = { baseURL: baseUrl, fetch: ask }
  return { apiKey, configuration }
}

/** How LangChain reaches Azure OpenAI. */
export function toAzureFields(
  { apiKey, endpoint, apiVersion }: Extract<Provider, { kind: 'azure' }>,
  ask: typeof fetch,
) {
  const configuration: ClientOptions = { fetch: ask }
  return {
    azureOpenAIApiKey: apiKey,
    // The embeddings of LangChain do not know the endpoint by itself.
    azureOpenAIBasePath: `${endpoint.replace(/\/+$/u, '')}/openai/deployments`,
    azureOpenAIApiVersion: apiVersion,
    configuration,
  }
}

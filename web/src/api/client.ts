import type { Operations, Problem } from '@/generated/api'
import { language, translate } from '@/locale'
import { ApiProblem } from './problem'

export type Operation = keyof Operations

export interface CallOptions<K extends Operation> {
  path?: Record<string, string>
  query?: Operations[K]['query']
  body?: Operations[K]['body']
  /** a body that is not JSON, sent as it is */
  file?: Blob
  headers?: Record<string, string>
}

const deadlineMs = 15_000

/** One call of the HTTP API, named as in the OpenAPI document. Throws ApiProblem. */
export async function call<K extends Operation>(operation: K, options: CallOptions<K> = {}): Promise<Operations[K]['answer']> {
  const [method, pattern] = operation.split(' ') as [string, string]
  const response = await send(method, address(pattern, options.path, options.query), options)
  const type = response.headers.get('content-type') ?? ''
  if (!response.ok) throw await problemOf(response, type)
  return (type.includes('json') ? await response.json() : undefined) as Operations[K]['answer']
}

export function address(pattern: string, path: Record<string, string> = {}, query: object = {}): string {
  const filled = pattern.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''))
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '') as Array<[string, string | number]>
  return pairs.length ? `${filled}?${new URLSearchParams(pairs.map(([k, v]) => [k, String(v)]))}` : filled
}

async function send(method: string, url: string, options: CallOptions<Operation>): Promise<Response> {
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(), options.file ? 4 * deadlineMs : deadlineMs)
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language.value, ...options.headers }
  if (options.file) headers['Content-Type'] = options.file.type
  else if (options.body !== undefined) headers['Content-Type'] = 'application/json'
  const body = options.file ?? (options.body === undefined ? undefined : JSON.stringify(options.body))
  try {
    return await fetch(url, { method, headers, body, credentials: 'same-origin', signal: deadline.signal })
  } catch {
    throw new ApiProblem({ code: 'unreachable', status: 0, title: translate('problem.unreachable') })
  } finally {
    clearTimeout(timer)
  }
}

async function problemOf(response: Response, type: string): Promise<ApiProblem> {
  if (type.includes('json')) {
    try {
      return new ApiProblem((await response.json()) as Problem)
    } catch {
      /* a broken body says no more than its status */
    }
  }
  return new ApiProblem({ code: 'http_' + response.status, status: response.status, title: translate('problem.status', { status: response.status }) })
}

import type { Problem } from '@/generated/api'

/** A refusal of the server, or the lack of an answer. `message` is for the person, in the language asked for. */
export class ApiProblem extends Error {
  readonly code: string
  readonly status: number
  readonly detail: string | undefined
  readonly retryAfterMs: number | undefined

  constructor(problem: Pick<Problem, 'code' | 'status' | 'title'> & Partial<Problem>) {
    super(problem.title)
    this.name = 'ApiProblem'
    this.code = problem.code
    this.status = problem.status
    this.detail = problem.detail
    this.retryAfterMs = problem.retry_after_ms
  }

  /** no answer at all: the network, or a server that is restarting */
  get unreachable(): boolean {
    return this.status === 0
  }
}

export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  return new ApiProblem({ code: 'unexpected', status: 0, title: error instanceof Error ? error.message : String(error) })
}

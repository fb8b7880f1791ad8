import { call } from '@/api/client'
import type { AccessKind, Lesson, LessonChange, LessonKind } from '@/generated/api'

/** A lesson as it stands in the form. */
export interface Draft {
  kind: LessonKind
  title: string
  description: string
  /** ms since 1970, null: not decided */
  startsAt: number | null
  access: AccessKind
  /** empty: the present one stays */
  password: string
}

export function draftOf(lesson: Lesson | null): Draft {
  return {
    kind: lesson?.kind ?? 'live',
    title: lesson?.review?.title ?? lesson?.title ?? '',
    description: lesson?.review?.description ?? lesson?.description ?? '',
    startsAt: lesson?.starts_at ? Date.parse(lesson.starts_at) : null,
    access: lesson?.access.kind ?? 'free',
    password: '',
  }
}

/** What the server is told. An unchanged past time is left out: the server would refuse it as new. */
export function bodyOf(draft: Draft, lesson: Lesson | null): LessonChange & { title: string } {
  const starts = draft.startsAt === null ? null : new Date(draft.startsAt).toISOString()
  const sameTime = lesson && (lesson.starts_at ? Date.parse(lesson.starts_at) : null) === draft.startsAt
  const password = draft.access === 'password' && draft.password ? { password: draft.password } : {}
  const access = { kind: draft.access, ...password }
  const sameAccess = lesson && lesson.access.kind === draft.access && !draft.password
  return { title: draft.title.trim(), description: draft.description.trim(), ...(sameTime ? {} : { starts_at: starts }), ...(sameAccess ? {} : { access }) }
}

export function saveDraft(draft: Draft, lesson: Lesson | null): Promise<Lesson> {
  const body = bodyOf(draft, lesson)
  return lesson ? call('PATCH /api/v1/lessons/{id}', { path: { id: lesson.id }, body }) : call('POST /api/v1/lessons', { body: { kind: draft.kind, ...body } })
}

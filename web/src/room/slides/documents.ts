import { onScopeDispose, ref, type Ref } from 'vue'
import { call } from '@/api/client'
import type { Document } from '@/generated/api'

const pieceBytes = 4 * 1024 * 1024
const lookEveryMs = 1500

/** The slides and handouts of a lesson, looked at again while one of them is being made; and whether the server takes presentations beside PDFs. */
export function useDocuments(lesson: string): { all: Ref<Document[]>; presentations: Ref<boolean>; load: () => Promise<void> } {
  const all = ref<Document[]>([])
  const presentations = ref(false)
  let again: ReturnType<typeof setTimeout> | undefined
  let gone = false
  async function load(): Promise<void> {
    clearTimeout(again)
    const answer = await call('GET /api/v1/lessons/{id}/documents', { path: { id: lesson } })
    all.value = answer.items
    presentations.value = answer.presentations
    if (!gone && answer.items.some(({ state }) => state === 'drawing' || state === 'converting')) again = setTimeout(() => void load().catch(() => undefined), lookEveryMs)
  }
  onScopeDispose(() => {
    gone = true
    clearTimeout(again)
  })
  return { all, presentations, load }
}

/** Sends a file piece after piece; tells how much of it is there, 0 to 1; goes on as long as that returns true. */
export async function sendDocument(lesson: string, purpose: Document['purpose'], file: File, tell: (share: number) => boolean): Promise<void> {
  const begun = await call('POST /api/v1/lessons/{id}/documents', { path: { id: lesson }, body: { purpose, name: file.name, bytes: file.size } })
  const path = { id: lesson, number: String(begun.number) }
  for (let sent = 0; sent < file.size && tell(sent / file.size);) {
    const piece = file.slice(sent, sent + pieceBytes, 'application/offset+octet-stream')
    await call('PATCH /api/v1/lessons/{id}/documents/{number}', { path, file: piece, headers: { 'Upload-Offset': String(sent) } })
    sent += piece.size
  }
}

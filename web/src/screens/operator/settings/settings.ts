import { ref, type Ref } from 'vue'
import { call } from '@/api/client'
import { asProblem, type ApiProblem } from '@/api/problem'
import type { Settings, SettingsChange } from '@/generated/api'
import { useSession } from '@/people/session'
import { renewLook } from '@/theme/look'

export type Key = keyof Settings['values']

/** The site's settings as the page edits them; what is saved is seen in this window at once. */
export function useSettings(): {
  settings: Ref<Settings | null>
  failure: Ref<ApiProblem | null>
  load: () => Promise<void>
  save: (change: SettingsChange) => Promise<void>
  putLogo: (file: File | null) => Promise<void>
} {
  const session = useSession()
  const settings = ref<Settings | null>(null)
  const failure = ref<ApiProblem | null>(null)

  async function load(): Promise<void> {
    failure.value = null
    try {
      settings.value = await call('GET /api/v1/operator/settings')
    } catch (error) {
      failure.value = asProblem(error)
    }
  }

  async function save(change: SettingsChange): Promise<void> {
    settings.value = await call('PATCH /api/v1/operator/settings', { body: change })
    await session.askSite()
    if ('accent' in change) renewLook()
  }

  async function putLogo(file: File | null): Promise<void> {
    settings.value = file ? await call('PUT /api/v1/operator/settings/logo', { file }) : await call('DELETE /api/v1/operator/settings/logo')
    await session.askSite()
  }

  return { settings, failure, load, save, putLogo }
}

import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { call } from '@/api/client'
import { asProblem } from '@/api/problem'
import type { Account, Operations, Site } from '@/generated/api'

type Body<K extends keyof Operations> = Operations[K]['body']

/** Who sits in front of this page, and what the site is. The session itself is a cookie that scripts cannot read. */
export const useSession = defineStore('session', () => {
  /** null: not signed in */
  const account = ref<Account | null>(null)
  const site = ref<Site | null>(null)
  const teaches = computed(() => !!account.value && (account.value.lecturer || account.value.operator || !!site.value?.everybody_teaches))
  let asked: Promise<void> | null = null

  /** Asked once when the page opens; screens that need the answer wait for it. */
  function ready(): Promise<void> {
    asked ??= Promise.all([ask(), askSite()]).then(() => undefined)
    return asked
  }

  /** What the site is may change while the page is open. */
  async function askSite(): Promise<void> {
    site.value = await call('GET /api/v1/site').catch(() => site.value)
  }

  async function ask(): Promise<void> {
    try {
      account.value = await call('GET /api/v1/me')
    } catch (error) {
      if (asProblem(error).unreachable) asked = null
      account.value = null
    }
  }

  async function signIn(body: Body<'POST /api/v1/sessions'>): Promise<void> {
    account.value = (await call('POST /api/v1/sessions', { body })).account
  }

  async function register(body: Body<'POST /api/v1/accounts'>): Promise<void> {
    account.value = (await call('POST /api/v1/accounts', { body })).account
  }

  async function setUp(body: Body<'POST /api/v1/setup'>): Promise<void> {
    account.value = (await call('POST /api/v1/setup', { body })).account
    if (site.value) site.value.setup_needed = false
  }

  async function signOut(): Promise<void> {
    await call('DELETE /api/v1/sessions/current')
    account.value = null
  }

  async function rename(name: string): Promise<void> {
    account.value = await call('PATCH /api/v1/me', { body: { name } })
  }

  async function erase(password: string): Promise<void> {
    await call('DELETE /api/v1/me', { body: { password } })
    account.value = null
  }

  return { account, site, teaches, ready, ask, askSite, signIn, register, setUp, signOut, rename, erase }
})

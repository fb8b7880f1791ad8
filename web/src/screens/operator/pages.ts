import type { RouteRecordRaw } from 'vue-router'
import type { IconName } from '@/ui/icons'

export interface OperatorPage {
  /** below /operator/ */
  path: string
  icon: IconName
  /** message key of its name */
  title: string
  /** which number of what waits for an operator stands beside it */
  waiting?: 'applications' | 'lessons'
}

/** What the operator's navigation shows, in its order. */
export const operatorNavigation: readonly OperatorPage[] = [
  { path: 'live', icon: 'eye', title: 'operator.live' },
  { path: 'lessons', icon: 'studio', title: 'operator.lessons', waiting: 'lessons' },
  { path: 'accounts', icon: 'people', title: 'operator.accounts' },
  { path: 'applications', icon: 'pencil', title: 'operator.applications', waiting: 'applications' },
  { path: 'storage', icon: 'disk', title: 'storage.title' },
  { path: 'log', icon: 'clock', title: 'operator.log' },
  { path: 'settings', icon: 'sliders', title: 'operator.settings' },
]

const screens: Record<string, RouteRecordRaw['component']> = {
  live: () => import('./live/LivePage.vue'),
  lessons: () => import('./lessons/LessonsPage.vue'),
  accounts: () => import('./accounts/AccountsPage.vue'),
  applications: () => import('./applications/ApplicationsPage.vue'),
  storage: () => import('./storage/StoragePage.vue'),
  log: () => import('./log/LogPage.vue'),
  settings: () => import('./settings/SettingsPage.vue'),
}

/** The pages below /operator. */
export const operatorPages: RouteRecordRaw[] = [
  { path: '', redirect: `/operator/${operatorNavigation[0]!.path}` },
  { path: 'accounts/:id(\\d+)', component: () => import('./accounts/AccountPage.vue'), meta: { title: 'operator.accounts' } },
  { path: 'lessons/:id(\\d+)/review', component: () => import('./lessons/ReviewPage.vue'), meta: { title: 'operator.review' } },
  ...operatorNavigation.map(({ path, title }) => ({ path, component: screens[path]!, meta: { title } })),
]

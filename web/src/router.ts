import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { watch } from 'vue'
import { language, needMessages, translate } from '@/locale'
import { useSession } from '@/people/session'
import { useSiteName } from '@/people/site'
import { operatorPages } from '@/screens/operator/pages'

declare module 'vue-router' {
  interface RouteMeta {
    /** message key of the page's name; absent where the screen sets the title itself */
    title?: string
    /** asks to sign in first */
    account?: boolean
    /** fills the window, without the footer */
    whole?: boolean
    /** pages with one frame around them, which stays when one goes from one to another */
    frame?: string
  }
}

const routes: RouteRecordRaw[] = [
  { path: '/', component: () => import('@/screens/home/HomeScreen.vue'), meta: { title: 'home.title' } },
  { path: '/lessons/new', component: () => needMessages('editor').then(() => import('@/screens/editor/EditorScreen.vue')), meta: { title: 'editor.newTitle', account: true } },
  { path: '/lessons/:id(\\d+)', component: () => import('@/screens/room/RoomScreen.vue'), props: true, meta: { whole: true } },
  { path: '/lessons/:id(\\d+)/edit', component: () => needMessages('editor').then(() => import('@/screens/editor/EditorScreen.vue')), props: true, meta: { title: 'editor.editTitle', account: true } },
  { path: '/lessons/:id(\\d+)/studio', component: () => needMessages('studio', 'upload', 'slides').then(() => import('@/screens/studio/StudioScreen.vue')), props: true, meta: { title: 'studio.title', account: true } },
  { path: '/lessons/:id(\\d+)/live', component: () => needMessages('liveView', 'studio', 'polls', 'tools', 'slides').then(() => import('@/screens/live_view/LiveViewScreen.vue')), props: true, meta: { account: true, whole: true } },
  { path: '/lessons/:id(\\d+)/report', component: () => needMessages('insight', 'report').then(() => import('@/screens/report/ReportScreen.vue')), props: true, meta: { title: 'lesson.report', account: true } },
  { path: '/lessons/:id(\\d+)/desk', component: () => needMessages('desk', 'polls', 'tools', 'slides', 'moderate').then(() => import('@/screens/desk/DeskScreen.vue')), props: true, meta: { account: true, whole: true } },
  { path: '/sign-in', component: () => import('@/screens/sign_in/SignInScreen.vue'), meta: { title: 'signIn.title' } },
  { path: '/register', component: () => import('@/screens/register/RegisterScreen.vue'), meta: { title: 'register.title' } },
  { path: '/terms', component: () => import('@/screens/terms/TermsScreen.vue'), meta: { title: 'terms.title' } },
  { path: '/learning', component: () => needMessages('learning').then(() => import('@/screens/learning/LearningScreen.vue')), meta: { title: 'site.learning', account: true } },
  { path: '/profile', component: () => import('@/screens/profile/ProfileScreen.vue'), meta: { title: 'profile.title', account: true } },
  { path: '/setup', component: () => import('@/screens/setup/SetupScreen.vue'), meta: { title: 'setup.title' } },
  { path: '/reset', component: () => import('@/screens/reset/ResetScreen.vue'), meta: { title: 'reset.title' } },
  { path: '/invite/:code', component: () => import('@/screens/invite/InviteScreen.vue'), props: true, meta: { title: 'invite.title' } },
  { path: '/verify-draw', component: () => needMessages('verify').then(() => import('@/screens/verify/VerifyScreen.vue')), meta: { title: 'site.verifyDraw' } },
  { path: '/operator', component: () => needMessages('operator', 'studio', 'editor').then(() => import('@/screens/operator/OperatorFrame.vue')), meta: { title: 'operator.title', account: true, frame: 'operator' }, children: operatorPages },
  { path: '/quick', component: () => import('@/screens/quick/QuickScreen.vue'), meta: { title: 'quick.title' } },
  { path: '/:missing(.*)*', component: () => import('@/screens/not_found/NotFoundScreen.vue'), meta: { title: 'notFound.title' } },
]

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (to, _from, saved) => saved ?? (to.hash ? { el: to.hash } : { top: 0 }),
})

router.beforeEach(async (to) => {
  if (!to.meta.account) return true
  const session = useSession()
  await session.ready()
  return session.account ? true : { path: '/sign-in', query: { next: to.fullPath } }
})

export function nameWindow(name: string): void {
  const site = useSiteName().full.value
  document.title = name ? `${name} · ${site}` : site
}

const nameByRoute = (): void => {
  const { title } = router.currentRoute.value.meta
  if (title) nameWindow(translate(title))
}
router.afterEach(nameByRoute)
watch(language, nameByRoute)
/** The site's name is known, or another one, a moment after the page. */
export const nameAgain = nameByRoute

/** Where to go after signing in; only paths of this site. */
export function nextPath(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/'
}

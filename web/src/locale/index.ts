import { createI18n, useI18n, type MessageContext } from 'vue-i18n'
import { ref, type Ref } from 'vue'
import { recall, remember } from '@/ui/memory'

export type Language = 'zh-CN' | 'en'
export const languages: readonly Language[] = ['zh-CN', 'en']

/** the language of the page and of the server's sentences */
export const language: Ref<Language> = ref(preferred())

/**
 * Our messages are text with {names} and nothing else; for these few lines the library's compiler, a fiftieth of the room page,
 * stays out of every page.
 */
function compiled(message: unknown): (context: MessageContext<string>) => string {
  const parts = String(message).split(/\{(\w+)\}/)
  return (context) => parts.map((part, at) => (at % 2 ? String(context.named(part) ?? '') : part)).join('')
}

export const i18n = createI18n<false>({ legacy: false, locale: language.value, fallbackLocale: false, messages: {}, messageCompiler: compiled })

/** A message by its key, with its values. Keys are those of the message files; the check finds unknown ones. */
export type Text = (key: string, values?: Record<string, unknown>) => string

export const translate: Text = (key, values = {}) => i18n.global.t(key, values)

/** Text inside components: `const t = useText()`. */
export function useText(): Text {
  const { t } = useI18n()
  return (key, values = {}) => t(key, values)
}

/** some pages have messages of their own, which nobody else loads */
const parts = {
  desk: { en: () => import('./en/desk'), 'zh-CN': () => import('./zh-CN/desk') },
  editor: { en: () => import('./en/editor'), 'zh-CN': () => import('./zh-CN/editor') },
  insight: { en: () => import('./en/insight'), 'zh-CN': () => import('./zh-CN/insight') },
  learning: { en: () => import('./en/learning'), 'zh-CN': () => import('./zh-CN/learning') },
  liveView: { en: () => import('./en/live_view'), 'zh-CN': () => import('./zh-CN/live_view') },
  moderate: { en: () => import('./en/moderate'), 'zh-CN': () => import('./zh-CN/moderate') },
  operator: { en: () => import('./en/operator'), 'zh-CN': () => import('./zh-CN/operator') },
  polls: { en: () => import('./en/polls'), 'zh-CN': () => import('./zh-CN/polls') },
  report: { en: () => import('./en/report'), 'zh-CN': () => import('./zh-CN/report') },
  slides: { en: () => import('./en/slides'), 'zh-CN': () => import('./zh-CN/slides') },
  studio: { en: () => import('./en/studio'), 'zh-CN': () => import('./zh-CN/studio') },
  survey: { en: () => import('./en/survey'), 'zh-CN': () => import('./zh-CN/survey') },
  tools: { en: () => import('./en/tools'), 'zh-CN': () => import('./zh-CN/tools') },
  upload: { en: () => import('./en/upload'), 'zh-CN': () => import('./zh-CN/upload') },
  verify: { en: () => import('./en/verify'), 'zh-CN': () => import('./zh-CN/verify') },
}
type Part = keyof typeof parts
const needed = new Set<Part>()

async function messagesOf(part: Part, of: Language): Promise<object> {
  return { ...(await parts[part][of]()) }
}

/** Before such pages are shown. */
export async function needMessages(...wanted: Part[]): Promise<void> {
  for (const part of wanted) {
    needed.add(part)
    i18n.global.mergeLocaleMessage(language.value, await messagesOf(part, language.value))
  }
}

export async function setLanguage(next: Language): Promise<void> {
  const { default: messages } = next === 'en' ? await import('./en') : await import('./zh-CN')
  const more = await Promise.all([...needed].map((part) => messagesOf(part, next)))
  i18n.global.setLocaleMessage(next, Object.assign({}, messages, ...more))
  i18n.global.locale.value = next
  language.value = next
  document.documentElement.lang = next
}

export async function chooseLanguage(next: Language): Promise<void> {
  remember('language', next)
  await setLanguage(next)
}

function preferred(): Language {
  const stored = recall('language')
  if (stored === 'zh-CN' || stored === 'en') return stored
  const first = navigator.languages.find((tag) => /^(zh|en)\b/i.test(tag))
  return first?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

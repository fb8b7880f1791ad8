import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { i18n, language, setLanguage } from './locale'
import { useSession } from './people/session'
import { nameAgain, router } from './router'
import './theme/base.css'
import { applyTheme } from './theme/mode'

applyTheme()
const app = createApp(App).use(createPinia()).use(router).use(i18n)
void useSession().ready().then(nameAgain)
void setLanguage(language.value).then(() => app.mount('#app'))

// Pictures of every page at 390 and 1280 px, in both languages and themes, from a running server, to be looked at.
//   node scripts/shots.mjs OUT --base http://127.0.0.1:8080 --lesson ID [--login L --password P] [--only home,room]
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    base: { type: 'string', default: 'http://127.0.0.1:8080' },
    lesson: { type: 'string', default: '1' },
    login: { type: 'string' },
    password: { type: 'string' },
    only: { type: 'string' },
    browser: { type: 'string', default: '/usr/bin/chromium' },
  },
})
const out = positionals[0] ?? 'shots'
const lesson = `/lessons/${values.lesson}`
const visitor = { home: '/', room: lesson, 'sign-in': '/sign-in', register: '/register', terms: '/terms', quick: '/quick', missing: '/no/such/page' }
const member = { 'my-home': '/', 'my-room': lesson, studio: `${lesson}/studio`, edit: `${lesson}/edit`, new: '/lessons/new', profile: '/profile', operator: '/operator' }
const wanted = values.only?.split(',')

const flags = '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --autoplay-policy=no-user-gesture-required'
const browser = await chromium.launch({ executablePath: values.browser, args: flags.split(' ') })
mkdirSync(out, { recursive: true })

async function shoot(context, pages, look) {
  for (const [name, path] of Object.entries(pages)) {
    if (wanted && !wanted.includes(name)) continue
    const page = await context.newPage()
    page.on('pageerror', (error) => console.error(`${name} ${look}: ${error.message}`))
    await page.goto(values.base + path)
    await page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => undefined)
    await page.evaluate(() => document.querySelector('video')?.pause())
    await page.screenshot({ path: join(out, `${name}-${look}.png`), fullPage: !name.endsWith('room') })
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (wider > 0) console.error(`${name} ${look}: ${wider} px wider than the window`)
    await page.close()
  }
}

for (const width of [390, 1280])
  for (const locale of ['zh-CN', 'en-US'])
    for (const colorScheme of ['light', 'dark']) {
      const look = `${width}-${locale.slice(0, 2)}-${colorScheme}`
      const context = await browser.newContext({ viewport: { width, height: width === 390 ? 844 : 800 }, locale, colorScheme })
      await shoot(context, visitor, look)
      if (values.login) {
        const data = { login: values.login, password: values.password }
        const answer = await context.request.post(`${values.base}/api/v1/sessions`, { data, headers: { origin: values.base } })
        if (!answer.ok()) throw new Error(`cannot sign in: ${await answer.text()}`)
        await shoot(context, member, look)
      }
      await context.close()
    }
await browser.close()

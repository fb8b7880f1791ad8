// Habits of the house that a compiler does not see:
//   no text for people outside src/locale, no colour outside src/theme/theme.css, files of a readable size,
//   every message key exists, no message is left unused. Exceptions are counted in lint-allowed.json and may only fall.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const web = fileURLToPath(new URL('../', import.meta.url))
const allowedFile = web + 'scripts/lint-allowed.json'
const mostLines = 300
const found = []
const report = (path, rule, line, what) => found.push({ path: relative(web, path), rule, line, what })

function* files(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) {
      if (name !== 'generated') yield* files(path)
    } else if (/\.(ts|vue|css)$/.test(name)) yield path
  }
}

const eachLine = (text, check) => text.split('\n').forEach((line, at) => check(line, at + 1))
const blank = (text, pattern) => text.replace(pattern, (hit) => hit.replace(/[^\n]/g, ' '))
const withoutComments = (text) => blank(blank(text, /<!--[\s\S]*?-->|\/\*[\s\S]*?\*\//g), /(?<![:'"`\\])\/\/.*$/gm)

const colour = /#[0-9a-f]{3,8}\b(?!')|\b(rgb|rgba|hsl|hsla|oklch|lab|lch)\(/i
const chinese = /[\u3400-\u9fff\uff01-\uff1f\u3001\u3002]/

function colours(path, text) {
  if (path.endsWith('theme.css')) return
  eachLine(text, (line, at) => colour.test(line) && report(path, 'colour outside the theme', at, line.trim()))
}

function texts(path, text) {
  if (path.includes('/locale/') || path.endsWith('.test.ts')) return
  eachLine(text, (line, at) => chinese.test(line) && report(path, 'text outside the messages', at, line.trim()))
  if (path.endsWith('.vue')) templateTexts(path, text)
}

/** Words between tags, and attributes that people read, must come from the messages. */
function templateTexts(path, text) {
  const template = /<template>[\s\S]*<\/template>/.exec(text)
  if (!template) return
  const lineAt = (index) => text.slice(0, template.index + index).split('\n').length
  // attribute values first, so that ">" inside them does not end a tag
  const bare = blank(template[0], /\{\{[\s\S]*?\}\}/g)
  for (const hit of bare.matchAll(/\s(title|placeholder|alt|label|aria-label|text)="([^"]*\p{L}[^"]*)"/gu)) report(path, 'text outside the messages', lineAt(hit.index), hit[0].trim())
  const tagless = blank(bare, /<\/?[a-zA-Z](?:"[^"]*"|'[^']*'|[^"'>])*>/g)
  for (const hit of tagless.matchAll(/\p{L}[^\n]*/gu)) report(path, 'text outside the messages', lineAt(hit.index), hit[0].trim())
}

function sizes(path, text) {
  const lines = text.split('\n').length
  if (lines > mostLines) report(path, `more than ${mostLines} lines`, lines, '')
}

// message keys: those used literally, and the beginnings of those put together with a value
const used = new Set()
const beginnings = new Set()
function keys(text) {
  for (const [, key] of text.matchAll(/['`]([a-zA-Z]+\.[\w.]+)['`]/g)) used.add(key)
  for (const [, start] of text.matchAll(/`([a-zA-Z]+\.[\w.[]*)\$\{/g)) beginnings.add(start)
}

async function messageKeys() {
  const { build } = await import('vite')
  const messages = {}
  for (const part of ['index', 'operator', 'report', 'studio']) {
    const result = await build({ root: web, configFile: false, logLevel: 'silent', build: { write: false, lib: { entry: `${web}src/locale/zh-CN/${part}.ts`, formats: ['es'] } } })
    const found = await import('data:text/javascript;base64,' + Buffer.from(result[0].output[0].code).toString('base64'))
    Object.assign(messages, found.default ?? found)
  }
  const flat = []
  const walk = (value, path) => (typeof value === 'string' ? flat.push(path) : Object.entries(value).forEach(([key, inner]) => walk(inner, path ? `${path}.${key}` : key)))
  walk(messages, '')
  return flat
}

async function checkKeys() {
  const all = await messageKeys()
  const groups = new Set(all.map((key) => key.split('.')[0]))
  for (const key of used) if (groups.has(key.split('.')[0]) && !/\.(ts|vue|css|svg)$/.test(key) && !all.some((one) => one === key)) report(web + 'src/locale', 'unknown message', 0, key)
  const assembled = (key) => [...beginnings].some((start) => key.startsWith(start.replace('[', '.')))
  for (const key of all) if (!used.has(key) && !assembled(key)) report(web + 'src/locale', 'unused message', 0, key)
}

for (const path of files(web + 'src')) {
  const text = withoutComments(readFileSync(path, 'utf8'))
  colours(path, text)
  texts(path, text)
  sizes(path, text)
  if (!path.includes('/locale/zh-CN') && !path.includes('/locale/en')) keys(text)
}
await checkKeys()

const counts = {}
for (const { path, rule } of found) counts[`${path}: ${rule}`] = (counts[`${path}: ${rule}`] ?? 0) + 1
const allowed = existsSync(allowedFile) ? JSON.parse(readFileSync(allowedFile, 'utf8')) : {}
const worse = Object.entries(counts).filter(([key, count]) => count > (allowed[key] ?? 0))
const better = Object.entries(allowed).filter(([key, count]) => (counts[key] ?? 0) < count)

for (const [key, count] of worse) {
  console.error(`${key}: ${count}, allowed ${allowed[key] ?? 0}`)
  for (const { path, rule, line, what } of found) if (`${path}: ${rule}` === key) console.error(`  ${path}:${line} ${what}`)
}
if (!worse.length && better.length) {
  const next = Object.fromEntries(Object.entries(allowed).map(([key]) => [key, counts[key] ?? 0]).filter(([, count]) => count > 0))
  writeFileSync(allowedFile, JSON.stringify(next, null, 2) + '\n')
  console.log('lint: fewer exceptions than before; lint-allowed.json is tightened')
}
console.log(worse.length ? 'lint: see above' : 'lint: clean')
process.exit(worse.length ? 1 : 0)

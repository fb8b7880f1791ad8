// What the room page loads before the first picture, compressed as the server sends it (.br, or .gz).
//   node scripts/size.mjs     prints the parts and the sums; fails above the limit
import { existsSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const limitKb = 250
const manifest = JSON.parse(readFileSync(dist + '../.manifest.json', 'utf8'))
const wanted = ['index.html', 'src/screens/room/RoomScreen.vue', 'src/player/hls_engine.ts', 'src/locale/zh-CN/index.ts']

const parts = new Set(['index.html', 'favicon.svg'])
// a page whose parts others share is listed by its chunk's name only
const named = (key) => Object.values(manifest).find(({ name, file }) => file.endsWith('.js') && name === /(\w+)\.\w+$/.exec(key)?.[1])
function collect(key) {
  const entry = manifest[key] ?? named(key)
  if (!entry) throw new Error(`not in the manifest: ${key}`)
  for (const file of [entry.file, ...(entry.css ?? [])]) parts.add(file)
  for (const next of entry.imports ?? []) if (!parts.has(manifest[next].file)) collect(next)
}
wanted.forEach(collect)

const size = (file, ending) => statSync(existsSync(dist + file + ending) ? dist + file + ending : dist + file).size
let brotli = 0
let gzip = 0
for (const file of parts) {
  brotli += size(file, '.br')
  gzip += size(file, '.gz')
  console.log(`${String(size(file, '.br')).padStart(8)} br ${String(size(file, '.gz')).padStart(8)} gz  ${file}`)
}
const kb = (bytes) => (bytes / 1000).toFixed(1)
console.log(`room page before the first picture: ${kb(brotli)} kB brotli, ${kb(gzip)} kB gzip, limit ${limitKb} kB`)
process.exit(gzip / 1000 > limitKb ? 1 : 0)

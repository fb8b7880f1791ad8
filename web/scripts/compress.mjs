// Last step of the build. Takes Vite's manifest out of dist (it is for scripts/size.mjs, not for visitors), and writes a .br and a
// .gz beside every built file that shrinks, so that the server never compresses while serving.
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const worthBytes = 512

renameSync(dist + '.vite/manifest.json', dist + '../.manifest.json')
rmSync(dist + '.vite', { recursive: true })

function* files(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) yield* files(path)
    else if (/\.(js|css|html|svg|json|txt)$/.test(name)) yield path
  }
}

for (const path of files(dist)) {
  const bytes = readFileSync(path)
  if (bytes.length < worthBytes) continue
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })
  writeFileSync(path + '.br', brotli)
  writeFileSync(path + '.gz', gzipSync(bytes, { level: 9 }))
}

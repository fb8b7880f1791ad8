// Writes src/generated/{room,api}.ts from the two documents that describe the server: src/room/room.schema.json and
// src/api/openapi.json. Covers the part of JSON Schema that those two use, and stops at anything else.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const out = root + 'web/src/generated/'
const read = (path) => JSON.parse(readFileSync(root + path, 'utf8'))
const comment = (text, indent = '') => (text ? `${indent}/** ${text.replaceAll('*/', '* /')} */\n` : '')
const known = new Set(
  'type properties required additionalProperties items enum const oneOf $ref description title examples pattern minLength maxLength minimum maximum minItems maxItems minProperties format default contentMediaType'.split(' '),
)

function typeOfRef(ref) {
  const path = ref.slice(2).split('/')
  const start = path[0] === '$defs' ? 1 : 2
  return path[start] + path.slice(start + 1).filter((p) => p !== 'properties').map((p) => `['${p}']`).join('')
}

const scalars = { string: 'string', integer: 'number', number: 'number', boolean: 'boolean', null: 'null' }

function typeOf(schema, indent) {
  for (const key of Object.keys(schema)) if (!known.has(key)) throw new Error(`schema keyword not understood: ${key}`)
  if (schema.$ref) return typeOfRef(schema.$ref)
  if ('const' in schema) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((v) => JSON.stringify(v)).join(' | ')
  if (schema.oneOf) return schema.oneOf.map((s) => typeOf(s, indent)).join(' | ')
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type }, indent)).join(' | ')
  if (schema.type === 'array') return `Array<${typeOf(schema.items, indent)}>`
  if (schema.type === 'object') return objectOf(schema, indent)
  if (schema.type in scalars) return scalars[schema.type]
  throw new Error(`schema without a type: ${JSON.stringify(schema).slice(0, 200)}`)
}

function objectOf(schema, indent) {
  if (!schema.properties) return 'Record<string, unknown>'
  const inner = indent + '  '
  const required = new Set(schema.required ?? [])
  const rows = Object.entries(schema.properties).map(
    ([name, value]) => `${comment(value.description, inner)}${inner}${name}${required.has(name) ? '' : '?'}: ${typeOf(value, inner)}\n`,
  )
  return `{\n${rows.join('')}${indent}}`
}

const declare = (name, schema) => `${comment(schema.description)}export type ${name} = ${typeOf(schema, '')}\n`

/** A titled alternative becomes a type of its own, so that code can name it. */
function definition(name, schema) {
  if (!schema.oneOf?.some((s) => s.title)) return declare(name, schema)
  const parts = schema.oneOf.filter((s) => s.title).map((s) => declare(s.title, s))
  const union = schema.oneOf.map((s) => s.title ?? typeOf(s, '')).join(' | ')
  return `${parts.join('\n')}\n${comment(schema.description)}export type ${name} = ${union}\n`
}

function operation(method, path, op, document) {
  const parameters = (op.parameters ?? []).map((p) => (p.$ref ? document.components.parameters[p.$ref.split('/').pop()] : p))
  const query = parameters.filter((p) => p.in === 'query')
  const body = op.requestBody?.content['application/json']?.schema
  const success = Object.entries(op.responses).find(([status]) => status < 400)[1]
  const answer = success.content?.['application/json']?.schema
  const fields = query.map((p) => `${p.name}?: ${typeOf(p.schema, '')}`).join('; ')
  return (
    comment(op.summary, '  ') +
    `  '${method.toUpperCase()} ${path}': { query: { ${fields} }; body: ${body ? typeOf(body, '  ') : 'undefined'}; answer: ${answer ? typeOf(answer, '  ') : 'undefined'} }\n`
  )
}

function roomTypes() {
  const defs = read('src/room/room.schema.json').$defs
  return Object.entries(defs).map(([name, schema]) => definition(name, schema)).join('\n')
}

function apiTypes() {
  const document = read('src/api/openapi.json')
  const schemas = Object.entries(document.components.schemas).map(([name, schema]) => definition(name, schema))
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, op]) => operation(method, path, op, document)),
  )
  return `${schemas.join('\n')}\nexport interface Operations {\n${operations.join('')}}\n`
}

mkdirSync(out, { recursive: true })
writeFileSync(out + 'room.ts', roomTypes())
writeFileSync(out + 'api.ts', apiTypes())

import { translate } from '@/locale'
import { say } from './toast'

/** Copies and says so. Without the clipboard API (plain HTTP off localhost) it takes the old way over a hidden field. */
export async function copyText(text: string): Promise<void> {
  const done = await (navigator.clipboard ? navigator.clipboard.writeText(text).then(() => true, () => oldWay(text)) : oldWay(text))
  if (done) say(translate('common.copied'))
  else say(translate('common.copyFailed'), 'bad')
}

function oldWay(text: string): boolean {
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'only-read'
  const home = document.querySelector('dialog[open]') ?? document.body
  home.append(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  return done
}

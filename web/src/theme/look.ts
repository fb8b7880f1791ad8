/** Takes the site's accent colour anew, after an operator has chosen another. */
export function renewLook(): void {
  const id = 'site-look'
  const old = document.getElementById(id) ?? document.head.querySelector('link[href^="/api/v1/site/look.css"]')
  const fresh = document.createElement('link')
  fresh.id = id
  fresh.rel = 'stylesheet'
  fresh.href = `/api/v1/site/look.css?v=${Date.now()}`
  fresh.onload = () => old?.remove()
  document.head.append(fresh)
}

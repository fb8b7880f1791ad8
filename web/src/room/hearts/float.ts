import { icons } from '@/ui/icons'

const most = 24
const risePx = 170
const names = 'http://www.w3.org/2000/svg'

/** Lets one heart rise from the bottom of `sky`. At most 24 at a time; none for people who asked for less motion. */
export function floatHeart(sky: HTMLElement, random: () => number = Math.random): void {
  if (sky.childElementCount >= most || matchMedia('(prefers-reduced-motion: reduce)').matches) return
  const heart = document.createElementNS(names, 'svg')
  const path = document.createElementNS(names, 'path')
  heart.setAttribute('viewBox', '0 0 24 24')
  heart.setAttribute('width', '22')
  path.setAttribute('d', icons.heart)
  path.style.fill = `var(--heart-${1 + Math.floor(random() * 4)})`
  heart.append(path)
  sky.append(heart)
  const sway = (random() - 0.5) * 70
  const rise = heart.animate(
    [
      { transform: 'translate(0, 0) scale(0.4)', opacity: 0.2 },
      { transform: `translate(${sway * 0.4}px, -40px) scale(1.1)`, opacity: 1, offset: 0.2 },
      { transform: `translate(${sway}px, ${-risePx}px) scale(0.9)`, opacity: 0 },
    ],
    { duration: 1700 + random() * 900, easing: 'ease-out' },
  )
  rise.onfinish = () => heart.remove()
}

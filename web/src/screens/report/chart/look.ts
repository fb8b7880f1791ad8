import type { EChartsCoreOption } from 'echarts/core'

const colours = ['accent', 'accent-soft', 'gold', 'jade', 'plum', 'live', 'ink', 'ink-soft', 'ink-faint', 'line', 'surface', 'sunken'] as const

/** What a chart is drawn in: the colours of the theme as they are now, and the page's letters. */
export type Look = Record<(typeof colours)[number], string> & { letters: string }
export type Draw = (look: Look) => EChartsCoreOption

export function currentLook(): Look {
  const style = getComputedStyle(document.documentElement)
  const named = Object.fromEntries(colours.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]))
  return { ...named, letters: getComputedStyle(document.body).fontFamily } as Look
}

/** What all charts have in common: nothing moves, and the tooltip looks like the page. */
export function common(look: Look): EChartsCoreOption {
  return {
    animation: false,
    textStyle: { fontFamily: look.letters, color: look['ink-soft'] },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: look.surface,
      borderColor: look.line,
      textStyle: { color: look.ink, fontFamily: look.letters, fontSize: 13 },
      axisPointer: { lineStyle: { color: look['ink-faint'] }, shadowStyle: { opacity: 0.2 } },
    },
    legend: { bottom: 0, icon: 'roundRect', itemWidth: 12, itemHeight: 12, textStyle: { color: look['ink-soft'] }, inactiveColor: look['ink-faint'] },
  }
}

export const axisLine = (look: Look): object => ({
  axisLine: { lineStyle: { color: look.line } },
  axisTick: { show: false },
  axisLabel: { color: look['ink-faint'], fontFamily: look.letters, hideOverlap: true },
  splitLine: { show: false },
})

/** Whole numbers of people or of things, upwards from nothing. */
export const countAxis = (look: Look): object => ({
  ...axisLine(look),
  type: 'value',
  min: 0,
  minInterval: 1,
  splitNumber: 3,
  axisLine: { show: false },
  splitLine: { lineStyle: { color: look.line } },
})

/** A tooltip's lines, as text: titles are written by people and are no markup. */
export function lines(first: string, ...others: string[]): HTMLElement {
  const box = document.createElement('div')
  box.style.cssText = 'max-width: 260px; white-space: normal; overflow-wrap: anywhere'
  for (const [at, text] of [first, ...others].entries()) {
    const line = document.createElement('div')
    line.textContent = text
    if (!at) line.style.fontWeight = '600'
    box.append(line)
  }
  return box
}

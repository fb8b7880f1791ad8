import { afterEach, expect, test, vi } from 'vitest'
import type { Question } from '@/generated/room'
import { likest } from './likeness'

const question = (n: number, text: string, votes = 1): Question => ({ n, t: n, text, state: 'open', votes, replies: [] })
const chinese = ['老师，作业什么时候交？', '桥梁的拱为什么能承重？', '请问作业哪天交呢', '录播可以下载吗？']
const english = ['Why does an arch carry weight?', 'Can I download the replay?', 'How does the arch carry so much weight', 'When is the homework due?']
const order = (texts: string[], at: number): number[] => {
  const all = texts.map((text, n) => question(n, text))
  return likest(all[at]!, all.filter(({ n }) => n !== at)).map(({ question: { n } }) => n)
}

afterEach(() => vi.unstubAllGlobals())

test('the same thing asked in other words comes first, in Chinese and in English', () => {
  expect(order(chinese, 0)[0]).toBe(2)
  expect(order(english, 0)[0]).toBe(2)
})

test('a browser without word breaks finds it, too', () => {
  vi.stubGlobal('Intl', {})
  expect(order(chinese, 0)[0]).toBe(2)
  expect(order(english, 0)[0]).toBe(2)
})

test('the same words are likeness 1 whatever the case, width and order, and nothing in common is 0', () => {
  const [same, none] = likest(question(1, 'ＯＢＳ settings?'), [question(2, '怎么报名'), question(3, 'Settings OBS')])
  expect([same?.question.n, same?.likeness, none?.likeness]).toEqual([3, 1, 0])
})

test('what all say counts little: a rare word decides', () => {
  const usual = ['报名', '考试', '请假', '退课', '下载', '打卡', '签到'].map((what) => `请问老师怎么${what}`)
  const all = ['请问老师怎么设置码率', '码率多少合适', ...usual].map((text, n) => question(n, text))
  expect(likest(all[0]!, all.slice(1))[0]?.question.n).toBe(1)
})

test('among equals the more wanted one stands first; a text without words is like nothing', () => {
  const ranked = likest(question(1, '？？？'), [question(2, 'a', 1), question(3, 'b', 5)])
  expect(ranked.map(({ question: { n }, likeness }) => [n, likeness])).toEqual([[3, 0], [2, 0]])
})

import { expect, test } from 'vitest'
import { placesOf, withPlace } from './place'

test('the newest place of a lesson replaces the older one', () => {
  const places = withPlace([{ lesson: '2', at: 70 }, { lesson: '1', at: 50 }], '1', 90.7, 3600)
  expect(places).toEqual([{ lesson: '1', at: 90 }, { lesson: '2', at: 70 }])
})

test('whoever has hardly begun, or has seen it all, begins at the beginning', () => {
  const places = [{ lesson: '1', at: 50 }]
  expect(withPlace(places, '1', 4, 3600)).toEqual([])
  expect(withPlace(places, '1', 3595, 3600)).toEqual([])
})

test('the oldest place goes when there are too many', () => {
  let places = placesOf(null)
  for (let lesson = 1; lesson <= 60; lesson++) places = withPlace(places, String(lesson), 100, 3600)
  expect(places).toHaveLength(50)
  expect(places.at(-1)?.lesson).toBe('11')
})

test('what is no list of places is read as none', () => {
  expect(placesOf('{')).toEqual([])
  expect(placesOf('{"lesson":"1"}')).toEqual([])
  expect(placesOf('[{"lesson":"1","at":"x"},null,{"lesson":"2","at":20}]')).toEqual([{ lesson: '2', at: 20 }])
})

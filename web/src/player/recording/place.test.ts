import { expect, test } from 'vitest'
import { placesOf, withPlace } from './place'

test('the newest place of a lesson replaces the older one', () => {
  const places = withPlace([{ lesson: '2', moment: 70 }, { lesson: '1', moment: 50 }], { lesson: '1', moment: 90.7 }, 90, 3600)
  expect(places).toEqual([{ lesson: '1', moment: 90 }, { lesson: '2', moment: 70 }])
})

test('whoever has hardly begun, or has seen it all, begins at the beginning', () => {
  const places = [{ lesson: '1', moment: 50 }]
  expect(withPlace(places, { lesson: '1', moment: 9 }, 4, 3600)).toEqual([])
  expect(withPlace(places, { lesson: '1', moment: 9 }, 3595, 3600)).toEqual([])
})

test('the oldest place goes when there are too many', () => {
  let places = placesOf(null)
  for (let lesson = 1; lesson <= 60; lesson++) places = withPlace(places, { lesson: String(lesson), moment: 9 }, 100, 3600)
  expect(places).toHaveLength(50)
  expect(places.at(-1)?.lesson).toBe('11')
})

test('what is no list of places is read as none', () => {
  expect(placesOf('{')).toEqual([])
  expect(placesOf('{"lesson":"1"}')).toEqual([])
  expect(placesOf('[{"lesson":"1","moment":"x"},null,{"lesson":"3","at":9},{"lesson":"2","moment":20}]')).toEqual([{ lesson: '2', moment: 20 }])
})

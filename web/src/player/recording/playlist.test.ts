import { expect, test } from 'vitest'
import { renditionsOf, spansOf, stepOf } from './playlist'

const index = `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="sound",DEFAULT=YES,AUTOSELECT=YES,URI="audio.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=2500000,CODECS="avc1.64001f,mp4a.40.2",AUDIO="audio"
video.m3u8
`
const url = 'https://site.example/replay/token/41/index.m3u8'

const media = `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:6
#EXT-X-PLAYLIST-TYPE:VOD
#EXT-X-MAP:URI="1.mp4",BYTERANGE="800@0"
#EXT-X-PROGRAM-DATE-TIME:2026-11-25T10:00:00.000Z
#EXTINF:6.00000,
#EXT-X-BYTERANGE:1000@800
1.mp4
#EXT-X-PROGRAM-DATE-TIME:2026-11-25T10:00:06.040Z
#EXTINF:4.00000,
#EXT-X-BYTERANGE:1000@1800
1.mp4
#EXT-X-DISCONTINUITY
#EXT-X-MAP:URI="2.mp4",BYTERANGE="800@0"
#EXT-X-PROGRAM-DATE-TIME:2026-11-25T10:05:00.000Z
#EXTINF:5.00000,
#EXT-X-BYTERANGE:1000@800
2.mp4
#EXT-X-ENDLIST
`
const ten = Date.UTC(2026, 10, 25, 10)

test('the renditions of a recording are found beside its index', () => {
  expect(renditionsOf(index, url)).toEqual({
    picture: 'https://site.example/replay/token/41/video.m3u8',
    sound: 'https://site.example/replay/token/41/audio.m3u8',
  })
})

test('a recording with the sound inside the picture has no sound of its own', () => {
  expect(renditionsOf('#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nall.m3u8\n', url)).toEqual({ picture: 'https://site.example/replay/token/41/all.m3u8', sound: null })
})

test('what cannot be read has no renditions', () => {
  expect(renditionsOf('', url)).toEqual({ picture: null, sound: null })
})

test('segments that follow on are one span; the return of the encoder begins another', () => {
  expect(spansOf(media)).toEqual([
    { start: 0, end: 10, date: ten },
    { start: 10, end: 15, date: ten + 300_000 },
  ])
})

test('a segment without a date follows on', () => {
  expect(spansOf(media.replace('#EXT-X-PROGRAM-DATE-TIME:2026-11-25T10:00:06.040Z\n', ''))[0]).toEqual({ start: 0, end: 10, date: ten })
})

test('CRLF lines and an empty playlist are read, too', () => {
  expect(spansOf(media.replaceAll('\n', '\r\n'))).toHaveLength(2)
  expect(spansOf('#EXTM3U\n')).toEqual([])
})

test('the step of a playlist is its target duration', () => {
  expect(stepOf(media)).toBe(6)
  expect(stepOf('')).toBe(0)
})

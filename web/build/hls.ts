import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

// hls.js ships its source with switches for every feature. We play fMP4 with a separate audio rendition and nothing
// else, so the rest is switched off and its controllers are replaced by the package's own empty module: half the bytes
// of the ready-made file, in the chunk that stands between a click and the first picture.

const folder = fileURLToPath(new URL('../node_modules/hls.js/src/', import.meta.url))

const unused = new RegExp(
  '/(cmcd-controller|content-steering-controller|eme-controller|iframe-controller|iframe-stream-controller|' +
    'image-iframe-stream-controller|interstitials-controller|interstitial-player|interstitials-schedule|interstitial-asset-list|' +
    'subtitle-stream-controller|subtitle-track-controller|timeline-controller|imsc1-ttml-parser|cea-608-parser|' +
    'mediakeys-helper|cues|inject-worker|transmuxer-worker)$',
)

export function slimHls(): Plugin {
  return {
    name: 'slim-hls',
    enforce: 'pre',
    resolveId(source, importer) {
      if (source === 'hls.js') return folder + 'exports-default.ts'
      if (importer?.startsWith(folder) && (unused.test(source) || source.startsWith('@svta/'))) return folder + 'empty-es.js'
      return null
    },
  }
}

export const hlsSwitches: Record<string, string> = {
  __USE_ALT_AUDIO__: 'true',
  __USE_MEDIA_CAPABILITIES__: 'false',
  __USE_EME_DRM__: 'false',
  __USE_SUBTITLES__: 'false',
  __USE_CMCD__: 'false',
  __USE_CONTENT_STEERING__: 'false',
  __USE_VARIABLE_SUBSTITUTION__: 'false',
  __USE_M2TS_ADVANCED_CODECS__: 'false',
  __USE_INTERSTITIALS__: 'false',
  __USE_IFRAMES__: 'false',
  __HLS_WORKER_BUNDLE__: 'undefined',
  __IN_WORKER__: 'false',
  __VERSION__: '"1.7.4"',
}

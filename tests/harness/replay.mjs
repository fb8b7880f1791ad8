// The recording of a lesson as its viewers see it.

// Where it is for who has this token; an absolute URL of index.m3u8.
export async function replayOf(server, lesson, token) {
  const answer = await fetch(`${server.http}/api/v1/lessons/${lesson.id}/playback`, { headers: { authorization: `Bearer ${token}` } });
  return new URL((await answer.json()).replay, server.http).href;
}

// A media playlist of it → {text, seconds, breaks, ended, segments: ["FILE LENGTH@OFFSET", …], files}; empty before there is one.
export async function recorded(replay, track = "video") {
  const answer = await fetch(new URL(`${track}.m3u8`, replay));
  const text = answer.status === 200 ? await answer.text() : "";
  const lengths = [...text.matchAll(/#EXTINF:([\d.]+)/g)].map(([, length]) => Number(length));
  const segments = [...text.matchAll(/#EXT-X-BYTERANGE:(\S+)\n(\S+)/g)].map(([, range, file]) => `${file} ${range}`);
  return {
    text, segments, seconds: lengths.reduce((a, b) => a + b, 0), breaks: text.match(/#EXT-X-DISCONTINUITY\n/g)?.length ?? 0,
    ended: /#EXT-X-ENDLIST/.test(text), files: [...new Set(segments.map((segment) => segment.split(" ")[0]))],
  };
}

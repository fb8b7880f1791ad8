// A player of LL-HLS without a picture: asks for the next part of a media playlist and is held until it is there.

// What a media playlist lists: {sequence (of its first segment), segments, parts (of the open segment), ended, until
// (time of day at its end, ms), last (URI of the newest part)}.
export function readPlaylist(text) {
  const list = { sequence: 0, segments: 0, parts: 0, ended: false, until: NaN, last: "" };
  let open = 0; // length of the parts of the open segment, s
  for (const line of text.split("\n")) {
    const [, name, value] = line.match(/^#(EXT[^:]*):?(.*)$/) ?? [];
    if (name === "EXT-X-MEDIA-SEQUENCE") list.sequence = Number(value);
    else if (name === "EXT-X-PROGRAM-DATE-TIME") list.until = Date.parse(value);
    else if (name === "EXT-X-ENDLIST") list.ended = true;
    else if (name === "EXTINF") {
      list.segments++;
      list.until += Number.parseFloat(value) * 1000;
      list.parts = open = 0;
    } else if (name === "EXT-X-PART") {
      list.parts++;
      open += Number(value.match(/DURATION=([\d.]+)/)[1]);
      list.last = value.match(/URI="([^"]+)"/)[1];
    }
  }
  list.until += open * 1000;
  return list;
}

// Follows a media playlist until stop(). seen(list, bytes of the newest part, time of day at which it was there) for each
// reload. → {stop(), done}
export function followHls(t, url, seen) {
  let over = false;
  t.defer(() => { over = true; });
  const get = async (name) => {
    const answer = await fetch(new URL(name, url), { signal: AbortSignal.timeout(30_000) });
    if (answer.status !== 200) throw new Error(`${name}: ${answer.status}`);
    return Buffer.from(await answer.arrayBuffer());
  };
  const done = (async () => {
    let list = readPlaylist(String(await get("")));
    while (!over && !list.ended) {
      const next = `?_HLS_msn=${list.sequence + list.segments}&_HLS_part=${list.parts}`;
      list = readPlaylist(String(await get(next)));
      const part = list.last && !list.ended ? await get(list.last) : Buffer.alloc(0);
      seen(list, part.length, Date.now());
    }
  })();
  return { stop: () => { over = true; }, done };
}

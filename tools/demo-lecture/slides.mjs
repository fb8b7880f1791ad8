// Draws one slide as an ASS subtitle script: libass, which is inside ffmpeg, sets both languages and draws the shapes.
import { chain } from "./lecture.mjs";

export const width = 1280;
export const height = 720;

// Colours in ASS order: blue, green, red.
const ink = "&HFFFFFF&";
const soft = "&HD8B9A8&";
const accent = "&HF0C24F&";
const panel = "&H4A2E1C&";
const onAccent = "&H2A1609&";

const header = `[Script Info]
ScriptType: v4.00+
PlayResX: ${width}
PlayResY: ${height}
WrapStyle: 2

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: T,WenQuanYi Micro Hei,30,&H00FFFFFF,&H00FFFFFF,&H00000000,&H00000000,0,0,0,0,100,100,0,0,1,0,0,7,0,0,0,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
`;

const event = (layer, text) => `Dialogue: ${layer},0:00:00.00,9:00:00.00,T,,0,0,0,,${text}\n`;

// anchor as on a number pad: 7 = top left, 5 = centre.
const text = (x, y, size, colour, words, { anchor = 7, bold = 0 } = {}) =>
  event(2, `{\\an${anchor}\\pos(${x},${y})\\fs${size}\\c${colour}\\b${bold}}${words}`);

// A box with round corners of radius r, by four curves.
function box(x, y, w, h, r, colour) {
  const k = Math.round(r * 0.45);
  const path = [
    `m ${r} 0 l ${w - r} 0`, `b ${w - k} 0 ${w} ${k} ${w} ${r}`, `l ${w} ${h - r}`,
    `b ${w} ${h - k} ${w - k} ${h} ${w - r} ${h}`, `l ${r} ${h}`, `b ${k} ${h} 0 ${h - k} 0 ${h - r}`,
    `l 0 ${r}`, `b 0 ${k} ${k} 0 ${r} 0`,
  ].join(" ");
  return event(1, `{\\an7\\pos(${x},${y})\\c${colour}\\p1}${path}{\\p0}`);
}

function points(slide) {
  return slide.points
    .map(([zh, en], i) => {
      const y = 268 + i * 98;
      return box(80, y + 8, 6, 62, 3, accent) + text(108, y, 34, ink, zh) + text(108, y + 44, 26, soft, en);
    })
    .join("");
}

function card(slide) {
  const [figure, zh, en] = slide.figure;
  return (
    box(820, 268, 380, 258, 24, panel) +
    text(1010, 352, figure.length > 7 ? 62 : 84, accent, figure, { anchor: 5 }) +
    text(1010, 438, 30, ink, zh, { anchor: 5 }) +
    text(1010, 482, 25, soft, en, { anchor: 5 })
  );
}

function foot(slide) {
  const w = 200, gap = 30, left = 80;
  return chain
    .map((name, i) => {
      const x = left + i * (w + gap);
      const on = slide.step === i + 1;
      const arrow = i === 0 ? "" : text(x - gap / 2, 633, 28, soft, "›", { anchor: 5 });
      return arrow + box(x, 606, w, 54, 27, on ? accent : panel) +
        text(x + w / 2, 633, 23, on ? onAccent : soft, name, { anchor: 5 });
    })
    .join("");
}

// The whole script; the place at the top right is left free for the clock.
export function slideScript(slide, number, count) {
  return header +
    text(80, 44, 26, accent, "讲堂 Lyceum") +
    text(246, 44, 26, soft, `演示课 demo class  ${number} / ${count}`) +
    text(80, 104, 60, ink, slide.zh, { bold: 1 }) +
    text(80, 182, 38, soft, slide.en) +
    points(slide) + card(slide) + foot(slide);
}

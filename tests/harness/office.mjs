// Presentations for tests: made by LibreOffice, and archives that only look like some.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";

const soffice = "/usr/lib/libreoffice/program/soffice.bin";
export const hasOffice = existsSync(soffice);

const names = { office: "office:1.0", draw: "drawing:1.0", text: "text:1.0", svg: "svg-compatible:1.0" };
const spaces = [...Object.entries(names).map(([short, name]) => `xmlns:${short}="urn:oasis:names:tc:opendocument:xmlns:${name}"`), 'xmlns:xlink="http://www.w3.org/1999/xlink"'].join(" ");
const frame = (content) => `<draw:frame svg:x="2cm" svg:y="2cm" svg:width="22cm" svg:height="4cm">${content}</draw:frame>`;
const body = (pages) => `<office:body><office:presentation>${pages.map((page, n) => `<draw:page draw:name="p${n}">${frame(page)}</draw:page>`).join("")}</office:presentation></office:body>`;
const text = (words) => `<draw:text-box><text:p>${words}</text:p></draw:text-box>`;
const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
const mime = "application/vnd.oasis.opendocument.presentation";

// kind: pptx, ppt or odp; a page for each text.
export function presentation(kind, texts) {
  const folder = mkdtempSync(join(tmpdir(), "office-"));
  try {
    writeFileSync(join(folder, "slides.fodp"), `${declaration}<office:document ${spaces} office:version="1.2" office:mimetype="${mime}">${body(texts.map(text))}</office:document>`);
    const words = [`-env:UserInstallation=file://${folder}/profile`, "--headless", "--convert-to", kind, "--outdir", folder, join(folder, "slides.fodp")];
    const env = { HOME: folder, PATH: "/usr/bin:/bin" };
    for (let start = 0; start < 3; start++) if (spawnSync(soffice, words, { env }).status !== 81) break; // it wants to be started again after its first time
    return readFileSync(join(folder, `slides.${kind}`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const table = Array.from({ length: 256 }, (_, n) => Array(8).fill().reduce((c) => (c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1), n));
const crc32 = (bytes) => (bytes.reduce((c, byte) => table[(c ^ byte) & 255] ^ (c >>> 8), -1) ^ -1) >>> 0;

// [[name, bytes], …], each of them deflated but the first.
export function zip(entries) {
  const parts = [], list = [];
  let at = 0;
  for (const [index, [name, content]] of entries.entries()) {
    const plain = Buffer.from(content), packed = index === 0 ? plain : deflateRawSync(plain), label = Buffer.from(name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(index === 0 ? 0 : 8, 4);
    head.writeUInt32LE(crc32(plain), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(plain.length, 18);
    head.writeUInt16LE(label.length, 22);
    parts.push(Buffer.from("PK\x03\x04"), head, label, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    list.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), head, tail, label);
    at += 4 + head.length + label.length + packed.length;
  }
  const directory = Buffer.concat(list), end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, directory, Buffer.from("PK\x05\x06"), end]);
}

const manifest = `${declaration}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${mime}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`;
const odp = (inside) => zip([["mimetype", mime], ["content.xml", `${declaration}<office:document-content ${spaces} office:version="1.2">${inside}</office:document-content>`], ["META-INF/manifest.xml", manifest]]);

// One page, and on it a picture that is to be fetched from there.
export const linking = (url) => odp(body([`<draw:image xlink:href="${url}" xlink:type="simple"/>`]));
// Some hundred kilobytes that become `megabytes` when they are unpacked.
export const bomb = (megabytes) => odp(`${body([text("small")])}<!--${" ".repeat(megabytes * 1_000_000)}-->`);

// Every frame that a room sent is one of room.schema.json.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";

const schema = JSON.parse(readFileSync(new URL("../../src/room/room.schema.json", import.meta.url), "utf8"));
const ajv = new Ajv({ strict: false });
ajv.addSchema(schema, "room");
const fits = ajv.compile({ $ref: "room#/$defs/ServerFrame" });

export function checkFrames(...rooms) {
  for (const room of rooms) {
    assert.equal(room.gap, undefined);
    for (const frame of room.frames) assert.ok(fits(frame), `${JSON.stringify(frame)}\n${ajv.errorsText(fits.errors)}`);
  }
}

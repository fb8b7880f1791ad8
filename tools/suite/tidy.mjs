// tools/tidy as tests: one a rule.
import { check } from "../tidy/tidy.mjs";

export async function run({ only, jobs }, report) {
  const { rules, sizes } = await check({ parts: "build/dev/parts.txt", cache: "build/tidy-cache.json", jobs });
  for (const { name, complaints } of rules) {
    if (name.includes(only)) report({ name, ok: complaints.length === 0, output: complaints.join("\n") });
  }
  console.log(`   ${sizes}`);
}

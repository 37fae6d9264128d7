import { variants } from "./match.mjs";

/** Joins SDK names with Terraform's: by the usual spelling first; a single one left on both sides belongs together. */
export function pair(members, siblings) {
  const left = new Set(siblings);
  const result = new Map();
  for (const member of members) {
    const found = siblings.find((name) => left.has(name) && variants(name)[0] === member.name) ??
      siblings.find((name) => left.has(name) && variants(name).includes(member.name));
    if (found) {
      left.delete(found);
      result.set(member, found);
    }
  }
  for (const member of members.filter((one) => !result.has(one))) {
    const near = [...left].filter((name) => name.split("_").some((word) => member.name.toLowerCase().includes(word)));
    const ending = near.filter((name) => name.endsWith(`_${member.name}`) || name.startsWith(`${member.name}_`));
    const found = ending[0] ?? (near.length === 1 ? near[0] : undefined);
    if (found) left.delete(found);
    result.set(member, found);
  }
  return result;
}

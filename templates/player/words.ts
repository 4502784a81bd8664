// The table of strings -> sentences in the learner's language, with numbers, lengths and dates in them.

import { course } from "./player";

let plurals: Intl.PluralRules | undefined;

/** A key that depends on a number is written `key.one`, `key.other` …; the number is `count`. */
export function t(key: string, values: Record<string, string | number> = {}): string {
  const { strings } = course;
  plurals ??= new Intl.PluralRules(course.language);
  const text = strings[key] ?? strings[`${key}.${plurals.select(+values.count!)}`] ?? strings[`${key}.other`] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => `${values[name] ?? whole}`);
}

/** Minutes as people say them: "45 minutes", "2 hours", "2 hours 10 minutes". */
export function length(minutes: number): string {
  const whole = Math.max(1, Math.round(minutes));
  const rest = t("minutes", { count: whole % 60 });
  const hours = t("hours", { count: Math.floor(whole / 60) });
  return whole < 60 ? rest : whole % 60 ? t("time.both", { hours, minutes: rest }) : hours;
}

export const day = (at: number): string =>
  new Date(at).toLocaleDateString(course.language, { day: "numeric", month: "long", year: "numeric" });

// The table of strings -> sentences in the learner's language, with numbers, lengths, dates and times in them.

import { course } from "./player";

/** Where a browser does not know the language, what it says instead is at least ordered and counted as here. */
const tags = (): string[] => [course.language, "en-GB"];

/** A key that depends on a number is written `key.one`, `key.other` …; the number is `count`. */
export function t(key: string, values: Record<string, string | number> = {}): string {
  const { strings, language } = course;
  const text = strings[key] ?? strings[`${key}.${new Intl.PluralRules(language).select(+values.count!)}`] ?? strings[`${key}.other`] ?? key;
  // The figures are those that the builder writes into the page.
  const shown = (value: string | number): string => typeof value === "number" ? value.toLocaleString(tags(), { numberingSystem: "latn" }) : value;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => shown(values[name] ?? whole));
}

/** Minutes as people say them: "45 minutes", "2 hours", "2 hours 10 minutes". */
export function length(minutes: number): string {
  const whole = Math.max(1, Math.round(minutes));
  const rest = t("minutes", { count: whole % 60 });
  const hours = t("hours", { count: Math.floor(whole / 60) });
  return whole < 60 ? rest : whole % 60 ? t("time.both", { hours, minutes: rest }) : hours;
}

/** A day. Chrome and Edge do not know the months of every language: of Welsh they do not. */
export function day(at: number): string {
  const date = new Date(at);
  if (Intl.DateTimeFormat.supportedLocalesOf(course.language).length)
    return date.toLocaleDateString(course.language, { day: "numeric", month: "long", year: "numeric" });
  return t("date", { day: date.getDate(), month: t("date.months").split(" ")[date.getMonth()]!, year: `${date.getFullYear()}` });
}

/** The time of the day, now. */
export const clock = (): string => new Date().toLocaleTimeString(tags(), { hour: "2-digit", minute: "2-digit" });

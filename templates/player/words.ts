// The table of strings -> sentences in the learner's language, with numbers, lengths and dates in them.

export type Words = (key: string, values?: Record<string, string | number>) => string;

/** A key that depends on a number is written `key.one`, `key.other` …; the number is `count`. */
export function words(strings: Record<string, string>, language: string): Words {
  const plural = new Intl.PluralRules(language);
  return (key, values = {}) => {
    const text = strings[key] ?? strings[`${key}.${plural.select(Number(values.count))}`] ?? strings[`${key}.other`] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
  };
}

/** Minutes as people say them: "45 minutes", "2 hours", "2 hours 10 minutes". */
export function length(t: Words, minutes: number): string {
  const whole = Math.max(1, Math.round(minutes));
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (!hours) return t("minutes", { count: rest });
  const said = t("hours", { count: hours });
  return rest ? t("time.both", { hours: said, minutes: t("minutes", { count: rest }) }) : said;
}

export function clock(language: string, at = new Date()): string {
  return at.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
}

export function day(language: string, at: Date): string {
  return at.toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric" });
}

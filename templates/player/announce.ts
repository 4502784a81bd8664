// Sentences -> the page's one role="status", politely (WCAG 4.1.3).

import { byId } from "./elements";

const CALM = 30_000; // saving is spoken at most every 30 s (PLAYER 17)
let spoken = -CALM;
let last = 0;

/** Says it; the same sentence twice is still heard, for a live region speaks only what changed. */
export function announce(text: string): void {
  const status = byId("status")!;
  status.textContent = status.textContent === text ? `${text}\u00a0` : text;
  last = Date.now();
}

/** Says that something was saved, unless that was said lately or something else was said just now. */
export function murmur(text: string): void {
  const now = Date.now();
  if (now - spoken < CALM || now - last < 3000) return;
  announce(text);
  spoken = now;
}

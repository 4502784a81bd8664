// A page as it is drawn -> what a person could not see, reach or hit on it. Evaluated once in each document: `probe`.
window.probe ??= (() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const seen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const style = (element) => getComputedStyle(element);
  const chain = (element) => {
    const found = [];
    for (let each = element; each; each = each.parentElement) found.push(each);
    return found;
  };
  /** Meant for readers, not for eyes: the skip link before it is focused and the status. */
  const aside = (element) => element.closest(".visually-hidden, .skip:not(:focus), noscript, script");
  const scroller = (element) => element.parentElement && chain(element.parentElement).find((each) => /auto|scroll/.test(style(each).overflowX) && each !== document.documentElement && each !== document.body);
  const pinned = (element) => chain(element).find((each) => /sticky|fixed/.test(style(each).position));
  const name = (element) => {
    const text = (element.getAttribute("aria-label") || element.textContent || element.value || "").trim().replace(/\s+/g, " ");
    return `${element.localName}${element.id ? `#${element.id}` : ""}${element.classList.length ? `.${element.classList[0]}` : ""} “${text.slice(0, 40)}”`;
  };

  // ---------------------------------------------------------------- what can be pressed

  const CONTROLS = "a[href], button, input, select, textarea, summary, iframe, video[controls], [tabindex='0']";
  const controls = () => all(CONTROLS).filter((each) => seen(each) && !each.matches(":disabled") && !aside(each));
  /** The thing to hit: a radio's whole row is its target. */
  const target = (element) => element.closest(".option") ?? element;

  /** Controls that are too small (WCAG 2.5.8; PLAYER 5). Links within a sentence are as high as its lines. */
  function small() {
    const wrong = [];
    for (const each of controls()) {
      const box = target(each).getBoundingClientRect();
      const row = each.matches("button, .button") || target(each) !== each;
      const inline = each.matches("a") && style(each).display === "inline" && sentence(each);
      const least = row ? 44 : 24;
      if (!inline && (box.height < least - 0.5 || box.width < 24)) wrong.push(`${name(each)}: ${Math.round(box.width)} × ${Math.round(box.height)}`);
    }
    return wrong;
  }
  const sentence = (anchor) => {
    const block = chain(anchor).find((each) => style(each).display !== "inline");
    return block.textContent.trim() !== anchor.textContent.trim();
  };

  // ---------------------------------------------------------------- the focus

  /** Where Tab has to stop: a group of radios is one stop. */
  function places() {
    const groups = new Set();
    const found = [];
    for (const each of all(CONTROLS)) {
      // What is in a frame is another host's: whether it can be reached is not ours to say.
      if (!seen(each) || each.matches(":disabled, iframe")) continue;
      if (each.type === "radio") {
        if (groups.has(each.name)) continue;
        groups.add(each.name);
      }
      found.push(each);
    }
    return found;
  }
  const stops = () => places().map((each) => (each.type === "radio" ? `radio ${each.name}` : key(each)));
  /** Those that have not been met by their name. */
  let fresh = [];
  const unmet = (known) => (fresh = places().filter((each) => !known.includes(name(each)))).length;
  const meet = (index) => {
    fresh[index].focus();
    return focused();
  };
  const numbers = new WeakMap();
  let last = 0;
  const key = (element) => {
    if (!numbers.has(element)) numbers.set(element, ++last);
    return `${name(element)} (${numbers.get(element)})`;
  };

  /** Where the focus is: its box, whether it can be seen at all, and what has been seen of it before. */
  function focused() {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const shape = target(element);
    const rects = [...shape.getClientRects()].filter((each) => each.width && each.height).map(({ left, top, right, bottom }) => ({ left, top, right, bottom }));
    const own = (x, y) => {
      const hit = document.elementFromPoint(x, y);
      return !!hit && (shape.contains(hit) || hit.contains(shape) && !pinnedOver(hit, shape));
    };
    const points = rects.flatMap(({ left, top, right, bottom }) => [[(left + right) / 2, (top + bottom) / 2],
      ...[[left + 3, top + 3], [right - 3, top + 3], [left + 3, bottom - 3], [right - 3, bottom - 3]]]);
    return {
      key: element.type === "radio" ? `radio ${element.name}` : key(element), name: name(element), rects, frame: element.matches("iframe"),
      covered: !points.some(([x, y]) => own(x, y)),
    };
  }
  const pinnedOver = (hit, shape) => pinned(hit) && pinned(hit) !== pinned(shape);
  let left = null;
  const leave = () => { left = document.activeElement; left.blur(); };
  const back = () => left.focus({ preventScroll: true });

  // ---------------------------------------------------------------- room

  /** Everything that stands out of the window sideways and is not in a scroller that can be reached and named. */
  function sideways() {
    const wrong = document.documentElement.scrollWidth > innerWidth ? [`the page: ${document.documentElement.scrollWidth} of ${innerWidth}`] : [];
    for (const each of all("body *")) {
      if (!seen(each) || aside(each) || each.closest("svg")) continue;
      const { left, right, width } = each.getBoundingClientRect();
      if (width && (left < -1 || right > innerWidth + 1) && !scroller(each)) wrong.push(`${name(each)}: ${Math.round(left)} to ${Math.round(right)}`);
      if (/auto|scroll/.test(style(each).overflowX) && each.scrollWidth > each.clientWidth + 1 && !each.matches("textarea, nav")) {
        if (each.tabIndex < 0) wrong.push(`${name(each)}: cannot be scrolled by keyboard`);
        if (!each.matches("[role][aria-label], [role][aria-labelledby]")) wrong.push(`${name(each)}: a scroller without a name`);
      }
    }
    return wrong;
  }

  const texts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const element = node.parentElement;
      if (!node.data.trim() || !seen(element) || aside(element) || element.closest("option, textarea")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) if (rect.width > 1 && rect.height > 1) found.push({ element, rect, text: node.data.trim().slice(0, 40) });
    }
    return found;
  };

  /** Text that is cut off by a box, runs out of a control, or lies over other text. */
  function cut() {
    const wrong = [];
    const found = texts();
    for (const { element, rect, text } of found) {
      for (const each of chain(element)) {
        if (each === document.body) break;
        const { overflowX, overflowY } = style(each);
        const box = each.getBoundingClientRect();
        const hides = /hidden|clip/.test(overflowX + overflowY) && style(each).display !== "inline";
        if (/auto|scroll/.test(overflowX + overflowY)) break;
        if ((hides || each.matches("button, .button, .option") && !element.closest(".exercise-mark")) && (rect.right > box.right + 2 || rect.left < box.left - 2 || rect.bottom > box.bottom + rect.height / 4 || rect.top < box.top - rect.height / 4))
          wrong.push(`“${text}” is cut off by ${name(each)}`);
      }
    }
    for (let one = 0; one < found.length; one++)
      for (let two = one + 1; two < found.length; two++) {
        const [a, b] = [found[one], found[two]];
        if (a.element === b.element || pinned(a.element) !== pinned(b.element)) continue;
        const across = Math.min(a.rect.right, b.rect.right) - Math.max(a.rect.left, b.rect.left);
        const down = Math.min(a.rect.bottom, b.rect.bottom) - Math.max(a.rect.top, b.rect.top);
        if (across > 3 && down > 0.4 * Math.min(a.rect.height, b.rect.height)) wrong.push(`“${a.text}” lies over “${b.text}”`);
      }
    return wrong;
  }

  /** The part of the window's height, 0 to 1, that something pinned covers once the page is scrolled. */
  function pinnedShare() {
    scrollTo(0, document.documentElement.scrollHeight / 2);
    let hits = 0;
    const rows = [...Array(64).keys()].map((each) => ((each + 0.5) * innerHeight) / 64);
    for (const y of rows) {
      const hit = document.elementFromPoint(innerWidth / 2, y);
      if (hit && pinned(hit)) hits++;
    }
    scrollTo(0, 0);
    return hits / rows.length;
  }

  // ---------------------------------------------------------------- colour

  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((each, index) => each * a + under[index] * (1 - a)).concat(1);
  const ground = (element) => {
    const layers = chain(element).map((each) => rgba(style(each).backgroundColor)).filter((each) => each[3]);
    return layers.reverse().reduce((under, each) => over(each, under), rgba("Canvas"));
  };
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((each) => (each / 255 <= 0.04045 ? each / 255 / 12.92 : ((each / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const contrast = (a, b) => {
    const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };

  /** Text under 4.5:1, whatever its size; what is locked or disabled counts too. Text on pictures is seen by pixels. */
  function faint() {
    const wrong = new Set();
    for (const { element, text } of texts()) {
      if (element.closest(".poster, svg")) continue;
      const under = ground(element);
      const ratio = contrast(over(rgba(style(element).color), under), under);
      if (ratio < 4.5 && !element.closest(":disabled, [aria-disabled=true]")) wrong.add(`“${text}”: ${ratio.toFixed(2)}`);
    }
    return [...wrong];
  }

  /** Controls, and marks that say something, whose edge is under 3:1 (WCAG 1.4.11). */
  function edgeless() {
    const wrong = [];
    for (const each of all("button, .button, select, textarea, .option, .dot, input:not([type])")) {
      if (!seen(each) || each.closest(".poster") || each.matches(":disabled") || each.querySelector(":disabled")) continue;
      const outside = ground(each.parentElement);
      const { borderTopWidth, borderTopStyle, borderTopColor } = style(each);
      const edge = parseFloat(borderTopWidth) && borderTopStyle !== "none" ? contrast(over(rgba(borderTopColor), outside), outside) : 1;
      const ratio = Math.max(edge, contrast(ground(each), outside));
      if (ratio < 3) wrong.push(`${name(each)}: ${ratio.toFixed(2)}`);
    }
    return wrong;
  }

  /** What moves by itself, or would. */
  function moving() {
    const smooth = all("*").filter((each) => style(each).scrollBehavior === "smooth").map(name);
    const timed = all("*").filter((each) => parseFloat(style(each).transitionDuration) || style(each).animationName !== "none").map(name);
    return [...smooth, ...timed, ...document.getAnimations().map((each) => `${each.animationName ?? "a transition"} runs`)];
  }

  // ---------------------------------------------------------------- structure

  /** Headings in order, as levels; landmarks that are not there once; ids that are there twice. */
  function structure() {
    const wrong = [];
    const levels = all("h1, h2, h3, h4, h5, h6").filter(seen).map((each) => +each.localName[1]);
    if (levels.filter((each) => each === 1).length !== 1) wrong.push(`${levels.filter((each) => each === 1).length} h1`);
    levels.forEach((each, index) => {
      if (index && each > levels[index - 1] + 1) wrong.push(`h${levels[index - 1]} is followed by h${each}`);
    });
    for (const landmark of ["header", "nav", "main", "footer"]) {
      const count = all(landmark).length;
      if (count !== 1) wrong.push(`${count} ${landmark}`);
    }
    if (!document.documentElement.lang) wrong.push("no language");
    const ids = all("[id]").map((each) => each.id);
    for (const id of new Set(ids.filter((each, index) => ids.indexOf(each) !== index))) wrong.push(`#${id} is there twice`);
    return wrong;
  }

  /** Every page of the document but the one behind which there is no way on. */
  const pages = () => all("article.page").map((each) => each.id).filter((each) => each !== "course--left");

  /** All that a learner could change; how saving goes is not a part of it. */
  const picture = () => JSON.stringify([location.hash, document.documentElement.className, all("nav, main, footer").map((each) => each.innerText),
    all("input").map((each) => each.checked), all("select, textarea").map((each) => each.value),
    all("details").map((each) => each.open), all("[aria-expanded]").map((each) => each.ariaExpanded)]);

  return { small, stops, unmet, meet, focused, leave, back, sideways, cut, pinnedShare, faint, edgeless, moving, structure, pages, picture };
})();

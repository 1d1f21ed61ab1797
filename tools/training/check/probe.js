// Runs before the page's own scripts. It replaces the clock by one that only `tick` moves, so that a
// check of a minute takes milliseconds and gives the same result every time; it records what goes
// wrong; and it gives the checks their helpers, `t`. It needs nothing but a web page.
(() => {
  const errors = [];
  const note = (what) => errors.push(String(what?.message ?? what).slice(0, 300));
  addEventListener("error", (event) => note(event.error ?? event.message));
  addEventListener("unhandledrejection", (event) => note(event.reason));
  const consoleError = console.error;
  console.error = (...what) => { note(what.join(" ")); consoleError.apply(console, what); };
  window.alert = window.confirm = window.prompt = () => true;
  try { localStorage.clear(); } catch { /* the page has no storage: its own use of it will tell */ }

  // The same chances in every run (mulberry32).
  let seed = 1;
  Math.random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let x = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };

  // The clock. It starts on Thursday 5 March 2026 at 09:08:07.
  let start = new Date(2026, 2, 5, 9, 8, 7).getTime();
  const FRAME = 16;
  let now = 0, lastId = 0;
  const timers = new Map();
  const add = (call, delay, every) => {
    lastId += 1;
    timers.set(lastId, { call, at: now + delay, every });
    return lastId;
  };
  const run = (call, ...args) => typeof call === "function" ? call(...args) : (0, eval)(call);
  window.setTimeout = (call, delay = 0, ...args) => add(() => run(call, ...args), Math.max(1, +delay || 0));
  window.setInterval = (call, delay = 0, ...args) => {
    const every = Math.max(1, +delay || 0);
    return add(() => run(call, ...args), every, every);
  };
  window.requestAnimationFrame = (call) => add(() => call(now), FRAME - (now % FRAME));
  window.clearTimeout = window.clearInterval = window.cancelAnimationFrame = (id) => { timers.delete(id); };
  performance.now = () => now;
  const RealDate = Date;
  window.Date = class extends RealDate {
    constructor(...parts) { parts.length ? super(...parts) : super(start + now); }
    static now() { return start + now; }
  };

  // The timer that is due first, if one is due by `end`.
  function firstDue(end) {
    let first;
    for (const [id, timer] of timers) {
      if (timer.at <= end && (!first || timer.at < first[1].at)) first = [id, timer];
    }
    return first;
  }

  // Lets the awaits that a call has resolved go on.
  async function settle(turns) {
    for (let turn = 0; turn < turns; turn++) await null;
  }

  async function tick(milliseconds) {
    const end = now + milliseconds;
    for (let calls = 0; calls < 50000; calls++) {
      let first = firstDue(end);
      if (!first) {
        // A chain of awaits may be longer than the usual few turns before it sets its next timer.
        await settle(60);
        first = firstDue(end);
      }
      if (!first) {
        now = end;
        return true;
      }
      const [id, timer] = first;
      now = Math.max(now, timer.at);
      if (timer.every) timer.at = now + timer.every;
      else timers.delete(id);
      try { timer.call(); } catch (error) { note(error); }
      await settle(6);
    }
    note("the page keeps its timers too busy");
    return false;
  }

  const one = (selector) => {
    const found = typeof selector === "string" ? document.querySelector(selector) : selector;
    if (!found) throw new Error(`nothing matches ${selector}`);
    return found;
  };
  const paper = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  // Red, green, blue, alpha of whatever CSS calls a colour.
  const colour = (value) => {
    paper.fillStyle = "#010203";
    paper.fillStyle = value;
    paper.clearRect(0, 0, 1, 1);
    paper.fillRect(0, 0, 1, 1);
    return [...paper.getImageData(0, 0, 1, 1).data];
  };
  const near = (a, b) => a.every((part, i) => Math.abs(part - b[i]) <= 6);
  const pixels = (selector) => {
    const canvas = one(selector);
    return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  };
  const listeners = (target, type, init, Kind) => target.dispatchEvent(
    new Kind(type, { bubbles: true, cancelable: true, ...init }));

  const t = {
    one, tick,
    // Moves the wall clock without running a timer.
    later: (seconds) => { start += seconds * 1000; return true; },
    all: (selector) => [...document.querySelectorAll(selector)],
    count: (selector) => document.querySelectorAll(selector).length,
    text: (selector) => one(selector).textContent.trim(),
    texts: (selector) => t.all(selector).map((found) => found.textContent.trim()),
    css: (selector, property) => getComputedStyle(one(selector)).getPropertyValue(property),
    variable: (name) => getComputedStyle(document.body).getPropertyValue(name).trim(),
    visible: (selector) => one(selector).checkVisibility() && one(selector).getBoundingClientRect().width > 0,
    colour,
    same: (a, b) => near(colour(a), colour(b)),
    isDark: (value) => { const [r, g, b] = colour(value); return r + g + b < 300; },
    pixel: (selector, x, y) => {
      const [r, g, b, a] = one(selector).getContext("2d").getImageData(x, y, 1, 1).data;
      return `rgba(${r}, ${g}, ${b}, ${a / 255})`;
    },
    // How many pixels of the canvas have this colour.
    paints: (selector, value) => {
      const [r, g, b] = colour(value);
      const data = pixels(selector);
      let count = 0;
      for (let i = 0; i < data.length; i += 4) {
        if (data[i + 3] > 200 && Math.abs(data[i] - r) < 4 && Math.abs(data[i + 1] - g) < 4
            && Math.abs(data[i + 2] - b) < 4) count++;
      }
      return count;
    },
    // The picture as a short text, to see whether it has changed.
    picture: (selector) => {
      const data = new Uint32Array(pixels(selector).buffer);
      let hash = 0;
      for (let i = 0; i < data.length; i++) hash = (Math.imul(hash, 31) + data[i]) | 0;
      return hash;
    },
    // How often object[name] is called while `action` runs.
    calls: async (object, name, action) => {
      const own = Object.getOwnPropertyDescriptor(object, name);
      const real = object[name];
      let count = 0;
      object[name] = function (...given) { count++; return real.apply(this, given); };
      try { await action(); } finally {
        if (own) Object.defineProperty(object, name, own);
        else delete object[name];
      }
      return count;
    },
    // Would some rule match the element if it had this state, like ":hover"?
    ruled: (selector, state) => [...document.styleSheets].some((sheet) => [...sheet.cssRules].some(
      (rule) => (rule.selectorText ?? "").split(",").some(
        (part) => part.includes(state) && one(selector).matches(part.replaceAll(state, ""))))),
    click: (selector) => { one(selector).click(); return true; },
    mouse: (selector, type, x, y) => {
      const box = one(selector).getBoundingClientRect();
      const init = { clientX: box.left + x, clientY: box.top + y, buttons: 1, pointerId: 1 };
      const Kind = type.startsWith("pointer") ? PointerEvent : MouseEvent;
      return listeners(one(selector), type, init, Kind);
    },
    key: (key) => {
      const target = document.activeElement ?? document.body;
      const init = { key, code: key === " " ? "Space" : key.length === 1 ? `Key${key.toUpperCase()}` : key };
      listeners(target, "keydown", init, KeyboardEvent);
      listeners(target, "keyup", init, KeyboardEvent);
      return true;
    },
    type: (selector, value) => {
      one(selector).value = value;
      listeners(one(selector), "input", {}, Event);
      listeners(one(selector), "change", {}, Event);
      return true;
    },
    submit: (selector) => { one(selector).requestSubmit(); return true; },
  };

  const AsyncFunction = (async () => {}).constructor;
  window.levinProbe = {
    // Evaluates the expressions one after the other; true where one is true, else what it gave.
    run: async (expressions) => {
      await tick(64);
      const results = [];
      for (const expression of expressions) {
        try {
          const value = await new AsyncFunction("t", `return (${expression});`)(t);
          results.push(value === true ? true : `gave ${String(value).slice(0, 200)}`);
        } catch (error) {
          results.push(`failed: ${error.message}`);
        }
      }
      await tick(64);
      return { errors, results };
    },
  };
})();

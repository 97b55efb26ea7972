// One switch: the page moves from one thing to the next by itself, and any of the switch's keys presses what is marked.
// For people who cannot point or type. It is on only for those who chose it, and Escape holds it still.

const PACES = { "app-switch-slow": 3000, "app-switch-quick": 1500 }; // milliseconds at each thing
const KEYS = new Set([" ", "Enter"]);
const MARK = "app-scanned";
const TYPED = ["hidden", "text", "search"].map((type) => `:not([type=${type}])`).join(""); // one switch cannot type
const ORDER = [
  `main input${TYPED}`, ".app-choices button", "main .app-big, .app-survey__buttons button", "main button", "main a[href]", "main summary",
  ".app-talk a[href]", ".app-talk summary", ".app-before a[href]", ".app-comfort a[href]", ".app-header__out button",
];
const GROUP = ".app-feel"; // one thing with several ways to feel about it
const GROUPS_AT_ONCE = 2; // more of them are gone through as one stop each, and a press goes inside

const pace = Object.entries(PACES).find(([name]) => document.body.classList.contains(name))?.[1];
if (pace) scan(pace);

function scan(pace) {
  let here = null;
  let inside = null; // the group whose own things are gone through
  let timer = setInterval(step, pace);
  step();

  function step() {
    if (inside && here === within(inside).at(-1)) leave();
    const things = inside ? within(inside) : stops();
    if (things.length) mark(things[(things.indexOf(here) + 1) % things.length]);
  }

  function enter(group) {
    inside = group;
    step();
  }

  function leave() {
    here.classList.remove(MARK);
    frame(here).classList.remove(MARK);
    here = inside;
    inside = null;
  }

  function mark(thing) {
    here?.classList.remove(MARK);
    frame(here)?.classList.remove(MARK);
    here = thing;
    here.focus();
    frame(here).classList.add(MARK);
    frame(here).scrollIntoView({ block: "nearest" });
  }

  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Escape") {
        timer = timer ? clearInterval(timer) : setInterval(step, pace);
        return;
      }
      if (!KEYS.has(event.key) || !here || document.activeElement !== here) return;
      event.preventDefault();
      if (event.repeat) return; // a switch that is held down presses once
      if (here.matches(GROUP)) enter(here);
      else {
        here.click();
        if (inside) leave();
      }
      if (timer) {
        clearInterval(timer);
        timer = setInterval(step, pace);
      }
    },
    true,
  );
}

// What is drawn around: a choice's whole tile, not the box hidden in it.
function frame(thing) {
  return thing?.closest("label") ?? thing;
}

// Where the page stops: at each thing, and once at each group where there are many.
function stops() {
  const things = reachable();
  const groups = new Set(things.map((thing) => thing.closest(GROUP)).filter(Boolean));
  if (groups.size <= GROUPS_AT_ONCE) return things;
  for (const group of groups) group.tabIndex = -1; // so that it can be in focus
  return [...new Set(things.map((thing) => thing.closest(GROUP) ?? thing))];
}

function within(group) {
  return reachable().filter((thing) => group.contains(thing));
}

// Choices first, then what leads on, then the rest, help and the way back; each once, and only what can be seen.
function reachable() {
  const found = new Set(ORDER.flatMap((which) => [...document.querySelectorAll(which)]));
  return [...found].filter((thing) => thing.tabIndex >= 0 && !thing.disabled && frame(thing).checkVisibility() && !thing.closest("[hidden], dialog"));
}

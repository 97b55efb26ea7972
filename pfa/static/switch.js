// One switch: the page moves from one thing to the next by itself, and any of the switch's keys presses what is marked.
// For people who cannot point or type. It is on only for those who chose it, and Escape holds it still.

const PACES = { "app-switch-slow": 3000, "app-switch-quick": 1500 }; // milliseconds at each thing
const KEYS = new Set([" ", "Enter"]);
const MARK = "app-scanned";
const TYPED = ["hidden", "text", "search"].map((type) => `:not([type=${type}])`).join(""); // written with the letter board
const ORDER = [
  `main input${TYPED}`, ".app-choices button", ".app-letters__open", "main .app-big, .app-survey__buttons button", "main button", "main a[href]",
  "main summary", ".app-talk a[href]", ".app-talk summary", ".app-before a[href]", ".app-comfort a[href]", ".app-header__out button",
];
const BOARD = ".app-letters[open]"; // while it is open there is nothing else
const ROW = ".app-letters__row";
const GROUP = `.app-feel, ${ROW}`; // one thing with several ways to feel about it, or a row of letters
const GROUPS_AT_ONCE = 2; // more of them are gone through as one stop each, and a press goes inside
const ROUNDS = 2; // of a row without a press, so that a letter missed once can still be had

const pace = Object.entries(PACES).find(([name]) => document.body.classList.contains(name))?.[1];
if (pace) scan(pace);

function scan(pace) {
  let here = null;
  let inside = null; // the group whose own things are gone through
  let round = 1; // how often they have been
  let timer = setInterval(step, pace);
  step();

  function step() {
    if (!inside?.checkVisibility()) inside = null;
    if (inside && here === within(inside).at(-1) && round++ === (inside.matches(ROW) ? ROUNDS : 1)) leave();
    const things = inside ? within(inside) : stops();
    const from = things.includes(here) ? here : document.activeElement; // somebody opened or closed a board by hand
    if (things.length) mark(things[(things.indexOf(from) + 1) % things.length]);
  }

  function enter(group) {
    inside = group;
    round = 1;
    step();
  }

  function leave() {
    unmark();
    here = inside;
    inside = null;
  }

  function unmark() {
    here?.classList.remove(MARK);
    frame(here)?.classList.remove(MARK);
  }

  function mark(thing) {
    unmark();
    here = thing;
    here.focus();
    frame(here).classList.add(MARK);
    frame(here).scrollIntoView({ block: "nearest" });
  }

  function press() {
    if (here.matches(GROUP)) return enter(here);
    const wasOnBoard = here.matches(`${BOARD} *`);
    here.click();
    const isOnBoard = document.querySelector(BOARD);
    if (inside && !wasOnBoard) leave();
    if (!wasOnBoard && !isOnBoard) return;
    inside = null;
    if (isOnBoard) beginAgain(); // each letter is looked for from the first row on
    else mark(document.activeElement); // back where the board was opened
  }

  function beginAgain() {
    unmark();
    here = null;
    step();
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
      press();
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
  const board = document.querySelector(BOARD);
  const found = board ? board.querySelectorAll("button") : new Set(ORDER.flatMap((which) => [...document.querySelectorAll(which)]));
  return [...found].filter((thing) => thing.tabIndex >= 0 && !thing.disabled && frame(thing).checkVisibility() && !thing.closest("[hidden]"));
}

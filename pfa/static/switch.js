// One switch: the page moves from one thing to the next by itself, and any of the switch's keys presses what is marked.
// For people who cannot point or type. It is on only for those who chose it, and Escape holds it still.

const PACES = { "app-switch-slow": 3000, "app-switch-quick": 1500 }; // milliseconds at each thing
const KEYS = new Set([" ", "Enter"]);
const MARK = "app-scanned";
const ORDER = ["main input:not([type=hidden])", "main button", "main a[href]", ".app-talk a[href]", ".app-before a[href]", ".app-comfort a[href]"];

const pace = Object.entries(PACES).find(([name]) => document.body.classList.contains(name))?.[1];
if (pace) scan(pace);

function scan(pace) {
  let here = null;
  let timer = setInterval(step, pace);
  step();

  function step() {
    const things = reachable();
    if (!things.length) return;
    mark(things[(things.indexOf(here) + 1) % things.length]);
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
      here.click();
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

// Choices first, then what leads on, then help and the way back; each once, and only what can be seen.
function reachable() {
  const found = new Set(ORDER.flatMap((which) => [...document.querySelectorAll(which)]));
  return [...found].filter((thing) => thing.tabIndex >= 0 && !thing.disabled && frame(thing).checkVisibility() && !thing.closest("[hidden], dialog"));
}

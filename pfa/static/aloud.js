// Reads a young person's page aloud and marks the word that is being said. Only by voices that live on this device:
// what a page says never goes to anybody who makes voices. Where there is no such voice, nothing of this is shown.

const bar = document.querySelector("[data-aloud]");
const BLOCKS = "h1, h2, legend, p, label, dt, li, .app-choice__words, .app-comforts__words, .app-big";
const MARK = "app-spoken";

if (bar && "speechSynthesis" in window) readAloud(bar, window.speechSynthesis);

function readAloud(bar, speech) {
  const [play, pause, stop] = ["play", "pause", "stop"].map((name) => bar.querySelector(`[data-${name}]`));
  const mark = "highlights" in CSS ? new Highlight() : null;
  let blocks = [];
  let place = 0; // which block is being read
  let offset = 0; // how far into it, in characters, the last word began
  let turn = 0; // grows with every start and stop, so that an utterance that was cut off changes nothing

  if (mark) CSS.highlights.set(MARK, mark);
  speech.addEventListener?.("voiceschanged", show);
  window.addEventListener("pagehide", () => speech.cancel());
  play.addEventListener("click", () => begin(paused() ? place : 0, paused() ? offset : 0));
  pause.addEventListener("click", () => rest());
  stop.addEventListener("click", () => {
    rest();
    place = offset = 0;
    label();
    play.focus();
  });
  document.addEventListener("app-say", (event) => { // other scripts ask for a few words of their own
    rest();
    speech.speak(utterance(event.detail));
  });
  show();

  function voice() {
    const here = speech.getVoices().filter((one) => one.localService && one.lang.toLowerCase().startsWith("en"));
    return here.find((one) => /en[-_]gb/i.test(one.lang)) ?? here[0];
  }

  function show() {
    bar.hidden = !voice();
  }

  function utterance(text) {
    const said = Object.assign(new SpeechSynthesisUtterance(text), { voice: voice(), rate: 0.9 });
    said.lang = said.voice?.lang ?? "en-GB";
    return said;
  }

  function paused() {
    return place > 0 || offset > 0;
  }

  function begin(from, at) {
    speech.cancel();
    blocks = readable();
    turn += 1;
    say(turn, from, at);
  }

  function say(mine, from, at) {
    if (mine !== turn) return;
    clear();
    if (from >= blocks.length) {
      place = offset = 0;
      turn += 1;
      label();
      return;
    }
    [place, offset] = [from, at];
    const block = blocks[from];
    const said = utterance(block.text.slice(at));
    said.addEventListener("boundary", (event) => {
      if (mine !== turn || (event.name && event.name !== "word")) return;
      offset = at + event.charIndex;
      showWord(block, offset);
    });
    said.addEventListener("end", () => say(mine, from + 1, 0));
    said.addEventListener("error", () => mine === turn && rest());
    block.element.classList.add("app-speaking");
    block.element.scrollIntoView({ block: "nearest" });
    speech.speak(said);
    label(true);
  }

  // Not the browser's own pause, which some devices never come back from: the place is kept, and read on from there.
  function rest() {
    turn += 1;
    speech.cancel();
    clear();
    label();
  }

  function label(speaking = false) {
    const held = document.activeElement === (speaking ? play : pause);
    play.hidden = speaking;
    pause.hidden = !speaking;
    stop.hidden = !speaking && !paused();
    play.querySelector("span").textContent = paused() && !speaking ? bar.dataset.goOn : bar.dataset.listen;
    if (held) (speaking ? pause : play).focus();
  }

  function clear() {
    mark?.clear();
    for (const one of document.querySelectorAll(".app-speaking")) one.classList.remove("app-speaking");
  }

  function showWord(block, index) {
    if (!mark) return;
    const length = /^\S+/.exec(block.text.slice(index))?.[0].length ?? 0;
    const piece = block.pieces.findLast((one) => one.start <= index);
    if (!piece || !length) return;
    const range = new Range();
    range.setStart(piece.node, index - piece.start);
    range.setEnd(piece.node, Math.min(index - piece.start + length, piece.node.length));
    mark.clear();
    mark.add(range);
  }
}

// What can be seen in the main part of the page, in order, each once: a block and the pieces of text in it.
function readable() {
  const found = [];
  for (const element of document.querySelectorAll(`main :is(${BLOCKS})`)) {
    if (!element.checkVisibility() || element.closest("[aria-hidden=true], [hidden]")) continue;
    if (found.some((one) => one.element.contains(element))) continue;
    if (element.querySelector(BLOCKS)) continue;
    const block = { element, text: "", pieces: [] };
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      block.pieces.push({ node: walker.currentNode, start: block.text.length });
      block.text += walker.currentNode.data;
    }
    if (block.text.trim()) found.push(block);
  }
  return found;
}

// A letter board for those with one switch: each box for words gets a button that opens it. What is pressed goes straight
// into the box, so that it is saved and sent as if it had been typed. Nothing of it goes anywhere else.

const BOXES = "main textarea:not([readonly]), main input:is([type=text], [type=search]):not([readonly])";
const WORDS = 3; // offered at once: more have to be gone past each time
const CAPITALS = { sentences: /(^|[.?!]\s*|\n)$/, words: /(^|[\s'-])$/ }; // after what a letter is a capital, by `autocapitalize`

const board = document.querySelector("[data-letters]");
if (board) writeWithLetters(board);

function writeWithLetters(board) {
  const part = (name) => board.querySelector(`[data-${name}]`);
  const everyday = board.dataset.begun.split(" ");
  const aloud = document.querySelector("[data-aloud]");
  let box = null; // what is written in

  for (const each of document.querySelectorAll(BOXES)) {
    const opener = part("opener").content.firstElementChild.cloneNode(true);
    opener.lastElementChild.textContent = nameOf(each);
    opener.addEventListener("click", () => open(each, opener));
    each.after(opener);
  }
  board.addEventListener("click", (event) => press(event.target.closest("button")));
  board.addEventListener("keydown", (event) => event.key === "Escape" && event.preventDefault()); // it holds the scan still
  board.addEventListener("close", () => {
    box.value = standing(box.value.trimEnd());
    box.dispatchEvent(new Event("change", { bubbles: true }));
  });

  function open(wanted, opener) {
    box = wanted;
    part("title").textContent = nameOf(box);
    part("line").hidden = box.localName !== "textarea";
    part("say").hidden = !aloud || aloud.hidden;
    ask(false);
    show();
    opener.focus(); // not every browser puts a button in focus that is pressed; here the way leads back to it
    board.showModal();
    part("text").focus(); // no key is pressed by chance
  }

  function press(key) {
    if (!key) return;
    const is = (name) => name in key.dataset;
    if (is("key")) add(key.dataset.key);
    else if (is("word")) put(`${box.value.slice(0, box.value.length - begun().length)}${key.dataset.word} `);
    else if (is("delete")) put([...box.value].slice(0, -1).join(""));
    else if (is("clear")) ask(true);
    else if (is("keep")) ask(false);
    else if (is("clearAll")) clear();
    else if (is("say")) document.dispatchEvent(new CustomEvent("app-say", { detail: box.value }));
    else if (is("done")) board.close();
  }

  function add(key) {
    const before = /[.,?!]/.test(key) ? box.value.replace(/ $/, "") : box.value; // a picked word brings its space with it
    const capital = (CAPITALS[box.autocapitalize] ?? CAPITALS.sentences).test(before);
    if (/[a-z]/.test(key)) put(before + (capital ? key.toUpperCase() : key));
    else put(standing(before) + key);
  }

  function put(text) {
    const fits = box.maxLength < 0 || text.length <= box.maxLength || text.length < box.value.length;
    if (fits) {
      box.value = text;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
    show(fits ? "" : board.dataset.full);
  }

  function show(message = "") {
    part("text").textContent = box.value;
    part("text").scrollTop = part("text").scrollHeight;
    part("message").textContent = message;
    part("heard").textContent = box.value.trim().split(/\s+/).at(-1); // each letter would be told all there is otherwise
    part("words").replaceChildren(...offered().map((word) => keyFor(word)));
  }

  function clear() {
    put("");
    ask(false);
  }

  // Clearing all is asked about first: it may be the work of an hour.
  function ask(asks) {
    part("message").textContent = "";
    part("keys").hidden = asks;
    part("sure").hidden = !asks;
  }

  function begun() {
    return /[a-z']*$/i.exec(box.value)[0];
  }

  // Everyday words that begin as what is being written does; in a box for names there are none.
  function offered() {
    const start = begun();
    if (!start || box.autocapitalize === "words") return [];
    const fitting = everyday.filter((word) => word.length > start.length && word.startsWith(start.toLowerCase()));
    return fitting.slice(0, WORDS).map((word) => (word.startsWith("i'") ? "I" : start[0]) + word.slice(1));
  }
}

// "i" and "i'm" are written large once they are whole words.
function standing(text) {
  return text.replace(/\bi(?=('[a-z]*)?$)/, "I");
}

function keyFor(word) {
  const key = Object.assign(document.createElement("button"), { type: "button", className: "app-letters__key app-letters__key--word", textContent: word });
  key.dataset.word = word;
  return key;
}

function nameOf(box) {
  return box.labels[0]?.innerText.replace(/\s+/g, " ").trim() ?? "";
}

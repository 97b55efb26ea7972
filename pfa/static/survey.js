// The survey saves itself while somebody answers. Every page works without this: Next saves as well.

const form = document.querySelector("form[data-survey]");
const WAIT = 3000; // milliseconds without a key pressed before words are saved
const RETRY = 5000; // milliseconds before a save that failed is tried again
const WISHES = 3;
const PICKED = "input[name=choice], input[name^='feel.']"; // choices, and feelings

if (form) {
  saveByItself(form);
  for (const input of form.querySelectorAll(PICKED)) input.addEventListener("change", () => keepAlone(input));
  if (form.querySelector("button[name=tap]")) rankByTapping(form);
  if (form.querySelector("[data-counters]")) spendCounters(form);
}

// "I am not sure" stands alone: picking it takes the others away, and the other way round.
function keepAlone(picked) {
  if (!picked.checked) return;
  for (const other of form.querySelectorAll(PICKED)) {
    if (other !== picked && ("alone" in picked.dataset || "alone" in other.dataset)) other.checked = false;
  }
}

function saveByItself(form) {
  const state = form.querySelector("[data-state]");
  const signedOut = form.querySelector("[data-signed-out]");
  const words = form.querySelectorAll("textarea, input[name=named]");
  let number = 0;
  let timer = 0;
  let saved = answerOf(form);
  let running = null; // the save that is under way

  // True when nothing is left to save; or when it was refused with a reason, as the same again would be.
  function save() {
    clearTimeout(timer);
    running ||= saveAll().finally(() => (running = null));
    return running;
  }

  async function saveAll() {
    let isBack = false;
    while (answerOf(form) !== saved) {
      const sent = answerOf(form);
      state.textContent = form.dataset.saving;
      const { ok, why, out } = await post(form, ++number);
      if (out && !isBack && (isBack = await signedInAgain(form))) continue;
      signedOut.hidden = !out || isBack;
      state.textContent = ok ? form.dataset.saved : out ? "" : why || form.dataset.notSaved;
      if (!ok && !why) {
        timer = setTimeout(save, RETRY);
        return false;
      }
      saved = sent;
    }
    return true;
  }

  form.addEventListener("change", (event) => event.target.name !== "find" && save());
  for (const text of words) {
    text.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(save, WAIT);
    });
  }
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());
  // Next leaves the page only when what is said is saved: a line that drops or a sign-in that ended takes no words away.
  let isLeaving = false;
  form.addEventListener("submit", async (event) => {
    if (isLeaving || (answerOf(form) === saved && navigator.onLine)) return;
    event.preventDefault();
    if (!(await save())) return; // why stands above the button
    isLeaving = navigator.onLine || (await isThere());
    if (isLeaving) form.requestSubmit(event.submitter);
    else state.textContent = form.dataset.offline;
    isLeaving = false;
  });
}

// Does the server answer? A browser may take itself for offline beside a server on its own machine.
async function isThere() {
  try {
    await fetch(window.location.href, { method: "HEAD", headers: { "X-Pfa-Poll": "1" }, redirect: "manual" });
    return true;
  } catch {
    return false;
  }
}

// Somebody signed in again, in another tab: where it is the same young person, this page goes on as theirs.
async function signedInAgain(form) {
  try {
    const answer = await fetch(window.location.href, { headers: { "X-Pfa-Poll": "1" }, redirect: "error" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("form[data-survey]");
    if (fresh?.dataset.whose !== form.dataset.whose) return false;
    form.elements.idempotency_key.value = fresh.elements.idempotency_key.value;
    for (const input of document.querySelectorAll("input[name=csrf_token]")) input.value = fresh.elements.csrf_token.value;
    return true;
  } catch {
    return false; // still signed out, or the line is gone: it is tried again with the next save
  }
}

// What is said: choices, feelings, names and words, and nothing of what only looks for them.
function answerOf(form) {
  return JSON.stringify([...new FormData(form)].filter(([name]) => /^(choice|named|text|feel\..*)$/.test(name)));
}

async function post(form, number) {
  const data = new FormData(form);
  data.set("submission_key", `${data.get("idempotency_key")}.${number}`);
  data.delete("idempotency_key");
  try {
    const answer = await fetch(form.dataset.save, { method: "POST", body: new URLSearchParams(data), redirect: "manual", keepalive: true });
    const why = answer.status === 422 ? await answer.text() : "";
    const out = [400, 401, 403].includes(answer.status); // the sign-in ended, or the form's token went with it
    return { ok: answer.status === 204, why, out };
  } catch {
    return { ok: false, why: "", out: false };
  }
}

// Tap in order: the first tap is the first choice. A second tap takes it away.
function rankByTapping(form) {
  const buttons = [...form.querySelectorAll("button[name=tap]")];
  const message = form.querySelector("[data-message]");
  const alone = new Set(buttons.filter((button) => "alone" in button.dataset).map((button) => button.value));
  let ranked = [...form.querySelectorAll("input[name=choice]")].map((input) => input.value);

  for (const button of buttons) {
    button.type = "button";
    button.addEventListener("click", () => tap(button.value));
  }

  function tap(choice) {
    const others = ranked.filter((one) => !alone.has(one));
    const full = !ranked.includes(choice) && !alone.has(choice) && others.length === WISHES;
    message.textContent = full ? form.dataset.full : "";
    if (full) return;
    if (ranked.includes(choice)) ranked = ranked.filter((one) => one !== choice);
    else ranked = alone.has(choice) ? [choice] : [...others, choice];
    show();
    form.dispatchEvent(new Event("change"));
  }

  function show() {
    for (const input of form.querySelectorAll("input[name=choice]")) input.remove();
    for (const choice of ranked) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "choice", value: choice }));
    for (const button of buttons) {
      const place = ranked.indexOf(button.value) + 1;
      const numbered = place && !alone.has(button.value);
      button.setAttribute("aria-pressed", place ? "true" : "false");
      button.querySelector(".app-choice__place").textContent = numbered ? place : "";
      button.querySelector("[data-place]").textContent = numbered ? ` (${form.dataset.chosen.replace("#", place)})` : "";
    }
  }
}

// Counters: one more, one less, in place; the buttons stay where the finger or the focus is.
function spendCounters(form) {
  const left = form.querySelector("[data-left]");
  const things = [...form.querySelectorAll("[data-counters]")];
  const spent = (thing) => Number(thing.querySelector(".app-counters__count").textContent);
  for (const alone of form.querySelectorAll("input[name=choice][data-alone]")) {
    alone.addEventListener("change", () => alone.checked && things.forEach((thing) => show(thing, 0)));
  }
  for (const thing of things) {
    for (const button of thing.querySelectorAll("button")) {
      button.type = "button";
      button.addEventListener("click", () => {
        if (button.getAttribute("aria-disabled") === "true") return;
        for (const alone of form.querySelectorAll("input[name=choice][data-alone]:checked")) alone.checked = false;
        show(thing, spent(thing) + (button.name === "add" ? 1 : -1));
        form.dispatchEvent(new Event("change"));
      });
    }
    show(thing, spent(thing));
  }

  function show(thing, count) {
    thing.querySelector(".app-counters__count").textContent = count;
    const discs = Array.from({ length: count }, () => Object.assign(document.createElement("span"), { className: "app-counters__disc" }));
    thing.querySelector(".app-counters__discs").replaceChildren(...discs);
    const over = Number(left.dataset.all) - things.reduce((sum, each) => sum + spent(each), 0);
    left.textContent = left.dataset.left.replace("#", over);
    for (const input of form.querySelectorAll("input[name=choice][type=hidden]")) input.remove();
    for (const each of things) {
      const [take, add] = each.querySelectorAll("button");
      for (const [button, off] of [[take, !spent(each)], [add, !over]]) {
        button.disabled = false; // so that the focus is not lost
        button.setAttribute("aria-disabled", off ? "true" : "false");
      }
      if (spent(each)) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "choice", value: `${each.dataset.counters}:${spent(each)}` }));
    }
  }
}

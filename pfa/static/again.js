// What is marked with `data-look-again` is looked at again every so many seconds. It keeps nobody signed in.
const MARKED = "[data-look-again]";
const first = document.querySelector(MARKED);

const say = () => document.querySelector("[data-looks-again]")?.removeAttribute("hidden");

const look = async () => {
  const shown = document.querySelector(MARKED);
  if (!shown || document.hidden) return;
  try {
    const answer = await fetch(window.location.href, { headers: { "X-Pfa-Poll": "1" }, redirect: "error" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(shown.id);
    if (fresh && !shown.contains(document.activeElement)) shown.replaceWith(document.adoptNode(fresh));
    say();
  } catch {
    // The network is gone for a moment: look again next time.
  }
};

if (first) {
  say();
  window.setInterval(look, Number(first.dataset.lookAgain) * 1000);
}

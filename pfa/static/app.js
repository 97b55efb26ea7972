// Small comforts. Every page works without them.

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// On a phone the menu folds away behind a button; without this script it stands open.
for (const button of document.querySelectorAll(".app-menu__button")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const opens = button.getAttribute("aria-expanded") === "false";
    button.setAttribute("aria-expanded", String(opens));
  });
}

// Small comforts. Every page works without them.

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// What is shown once can be kept as a file, made here: it is sent nowhere.
for (const button of document.querySelectorAll("button[data-save]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const lines = [...document.getElementById(button.dataset.save).children].map((one) => one.textContent);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${lines.join("\n")}\n`], { type: "text/plain" }));
    link.download = button.dataset.name;
    link.click();
    URL.revokeObjectURL(link.href);
  });
}

// On a phone the menu folds away behind a button; without this script it stands open.
for (const button of document.querySelectorAll(".app-menu__button")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const opens = button.getAttribute("aria-expanded") === "false";
    button.setAttribute("aria-expanded", String(opens));
  });
}

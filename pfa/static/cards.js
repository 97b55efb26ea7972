// One button that ticks everybody on the page, or nobody.
const button = document.querySelector("[data-tick-all]");
const boxes = [...document.querySelectorAll('input[name="people"]')];

if (button && boxes.length) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const tick = !boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = tick;
    button.textContent = tick ? "Choose nobody" : "Choose everybody on this page";
  });
}

// On a phone, a table that is wider than the screen becomes a list of cards: each cell under the words of its column.
// Tables that are mostly figures stay tables and scroll inside their frame, as all of them do without this script.

const PHONE = window.matchMedia("(max-width: 40em)");
const PARTS = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", th: "columnheader", td: "cell" };

// Cells that are laid out as blocks are no longer a table to screen readers unless they are told so.
const tell = (table, stacked) => {
  for (const [part, role] of Object.entries(PARTS)) {
    for (const one of part === "table" ? [table] : table.querySelectorAll(part)) {
      if (stacked) one.setAttribute("role", one.scope === "row" ? "rowheader" : role);
      else one.removeAttribute("role");
    }
  }
};

const label = (table) => {
  const words = [...table.querySelectorAll("thead tr:last-child > *")].map((head) => head.textContent.trim());
  for (const row of table.querySelectorAll("tbody tr")) {
    [...row.children].forEach((cell, number) => {
      if (number > 0 && words[number]) cell.dataset.label = words[number];
    });
  }
};

const fit = (frame, table) => {
  table.classList.remove("app-table--cards");
  const stacked = PHONE.matches && frame.scrollWidth > frame.clientWidth;
  table.classList.toggle("app-table--cards", stacked);
  tell(table, stacked);
  if (stacked) frame.removeAttribute("tabindex");
  else frame.setAttribute("tabindex", "0");
};

for (const frame of document.querySelectorAll(".app-table-scroll")) {
  const table = frame.querySelector("table");
  const heads = table.querySelectorAll("thead tr:last-child > *").length;
  const figures = table.querySelectorAll("thead .govuk-table__header--numeric").length;
  const plain = !table.querySelector("tbody [colspan], tbody [rowspan]");
  if (plain && figures * 2 < heads) {
    label(table);
    fit(frame, table);
    let width = frame.clientWidth;
    new ResizeObserver(() => {
      if (frame.clientWidth !== width) {
        width = frame.clientWidth;
        fit(frame, table);
      }
    }).observe(frame);
  }
}

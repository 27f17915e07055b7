// The sheet of findings. Words go in as text, drawings as parsed XML: nothing is ever HTML.
function element(tag, className, words) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (words) made.textContent = words;
  return made;
}

function drawing(markup) {
  const parsed = new DOMParser().parseFromString(markup, "image/svg+xml");
  return document.importNode(parsed.documentElement, true);
}

function quoted(quotation) {
  const line = element("p", "quotation");
  const words = element("span", "", `“${quotation.words}”`);
  words.lang = "en";
  line.append(words, " ", element("span", "attribution", `— ${quotation.attribution}`));
  return line;
}

function row(fact) {
  const line = element("tr");
  line.dataset.fact = fact.fact_id;
  const words = element("td", "words");
  const quote = element("span", "", `“${fact.quotation.words}”`);
  quote.lang = "en";
  words.append(quote, element("span", "where", `${fact.quotation.attribution} · ${fact.source}`));
  line.append(
    element("td", "id", fact.fact_id), element("td", "label", fact.label),
    element("td", "value", fact.value), element("td", "year", fact.year), words,
    element("td", "known", fact.known));
  return line;
}

function table(figure) {
  const details = element("details");
  details.append(element("summary", "", figure.facts_title));
  const scroll = element("div", "facts");
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", figure.title);
  const body = element("table");
  const head = element("tr");
  for (const words of ["", ...figure.fact_heads]) {
    const cell = element("th", "", words);
    cell.scope = "col";
    head.append(cell);
  }
  body.append(head, ...figure.facts.map(row));
  scroll.append(body);
  details.append(scroll);
  return details;
}

// A click on a mark shows its quotation in the figure's line; a second click takes it back.
function choose(event, article, quotation) {
  const mark = event.target.closest("[data-facts]");
  if (!mark) return;
  const facts = mark.dataset.facts;
  const again = article.dataset.chosen === facts;
  article.dataset.chosen = again ? "" : facts;
  const chosen = again ? [] : facts.split(" ");
  for (const other of article.querySelectorAll(".mark")) {
    other.classList.toggle("chosen", !again && other.dataset.facts === facts);
  }
  for (const line of article.querySelectorAll("tr[data-fact]")) {
    line.classList.toggle("chosen", chosen.includes(line.dataset.fact));
  }
  const said = article.querySelector(".quotation");
  if (again) said.replaceWith(quoted(quotation));
  else {
    said.replaceChildren(mark.querySelector("title").textContent);
    said.setAttribute("aria-live", "polite");
  }
}

function article(figure, caution) {
  const made = element("figure", figure.tall ? "figure tall" : "figure");
  made.dataset.figure = figure.figure_id;
  const charts = element("div", "charts");
  charts.append(...figure.drawings.map(drawing));
  made.append(element("h4", "", figure.title));
  if (figure.subtitle) made.append(element("p", "subtitle", figure.subtitle));
  made.append(charts);
  if (figure.caution) {
    const box = element("p", "caution");
    box.append(element("b", "", caution), ` ${figure.caution}`);
    made.append(box);
  }
  if (figure.note) made.append(element("p", "note", figure.note));
  made.append(quoted(figure.quotation), table(figure));
  charts.addEventListener("click", (event) => choose(event, made, figure.quotation));
  return made;
}

// Figures whose facts the reader opened: a change of language or theme draws the sheet anew.
const open = new Set();

export default function ({ data, parentElement }) {
  const sheet = parentElement.querySelector(".sheet");
  sheet.lang = data.html_lang;
  for (const [name, colour] of Object.entries(data.colours)) {
    sheet.style.setProperty(`--${name.replace("_", "-")}`, colour);
  }
  const grid = element("div", "grid");
  grid.append(...data.figures.map((figure) => article(figure, data.caution)));
  for (const made of grid.children) {
    made.querySelector("details").open = open.has(made.dataset.figure);
    made.querySelector("details").addEventListener("toggle", (event) => {
      if (event.target.open) open.add(made.dataset.figure);
      else open.delete(made.dataset.figure);
    });
  }
  const credits = element("p", "credits");
  credits.append(...data.credits.map((words) => element("span", "", words)));
  sheet.replaceChildren(grid, credits);
}

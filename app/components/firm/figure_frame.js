// What every figure of a firm shares: words above and below it, its colours, and picking a mark.
// All words are set by textContent; drawings are parsed as XML, where nothing in them can run.

function make(tag, name, words) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (words !== undefined) element.textContent = words;
  return element;
}

function drawn(source) {
  const parsed = new DOMParser().parseFromString(source, "image/svg+xml").documentElement;
  return document.importNode(parsed, true);
}

function headOf(head) {
  const header = make("header");
  header.append(make("h3", "", head.title));
  const under = make("p", "under");
  if (head.subtitle) under.append(make("span", "subtitle", head.subtitle), " ");
  for (const words of head.boxed) under.append(make("span", "boxed", words), " ");
  if (under.childNodes.length) header.append(under);
  return header;
}

// Where a figure's title is the page's own, it is the page's one heading.
function headsPage(root) {
  const head = root.querySelector("header h3");
  if (head) head.replaceWith(make("h1", "", head.textContent));
}

function footOf(foot) {
  const footer = make("footer");
  if (foot.notes.length) {
    const details = make("details");
    details.append(make("summary", "", foot.notes_title));
    for (const words of foot.notes) details.append(make("p", "note", words));
    footer.append(details);
  }
  for (const words of foot.credits) footer.append(make("p", "credit", words));
  return footer;
}

// Build once for each version of what is shown; a rerun with the same version changes nothing.
function framed(parent, data, body) {
  let root = parent.querySelector(".firm-figure");
  if (!root) {
    root = make("section", "firm-figure");
    parent.append(root);
  }
  if (root.version === data.version) return root;
  root.version = data.version;
  root.lang = data.lang;
  for (const [name, colour] of Object.entries(data.tokens)) {
    root.style.setProperty(`--${name.replaceAll("_", "-")}`, colour);
  }
  const parts = [data.head && headOf(data.head), ...body(), data.foot && footOf(data.foot)];
  root.replaceChildren(...parts.filter(Boolean));
  root.setAttribute("aria-label", data.head ? data.head.title : data.label || "");
  return root;
}

// A click, Enter or Space on a mark with data-pick tells its id; the chosen one looks pressed.
function picking(root, tell) {
  root.onclick = (event) => {
    const mark = event.target.closest("[data-pick]");
    if (mark) tell(mark.dataset.pick);
  };
  root.onkeydown = (event) => {
    const mark = event.target.closest("[data-pick]");
    if (!mark || mark.tagName === "BUTTON" || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    tell(mark.dataset.pick);
  };
}

function press(root, chosen) {
  for (const mark of root.querySelectorAll("[data-pick]")) {
    mark.setAttribute("aria-pressed", String(mark.dataset.pick === chosen));
    mark.classList.toggle("on", mark.dataset.pick === chosen);
  }
}

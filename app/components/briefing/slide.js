// Slides in the shape of their paper. Words go in as text; a picture is a picture, its own document
// in which nothing runs.
function element(tag, name, words) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (words) made.textContent = words;
  return made;
}

function lines(tag, name, words, languages) {
  const made = element(tag, name);
  words.forEach((line, at) => {
    const span = element("span", "", line);
    span.lang = languages[Math.min(at, languages.length - 1)];
    made.append(span);
  });
  return made;
}

function title(data) {
  const made = element("h2", "title");
  data.title.forEach(([lines, size], at) => {
    const part = element("span", "", lines.join("\n"));
    part.lang = data.lang[Math.min(at, data.lang.length - 1)];
    part.style.setProperty("--size", size);
    made.append(part);
  });
  return made;
}

function sheet(data, at) {
  const [width, height, margin, source] = data.size;
  const made = element("section", "slide");
  made.setAttribute("aria-label", data.count[at]);
  made.style.aspectRatio = `${width} / ${height}`;
  const inner = element("div", "inner");
  for (const [name, value] of Object.entries({ width, margin, source }))
    inner.style.setProperty(`--${name}`, value);
  inner.append(title(data));
  if (data.subtitle.length) inner.append(lines("p", "subtitle", data.subtitle, data.lang));
  if (data.boxed.length) {
    const boxed = element("p", "boxed");
    boxed.append(...data.boxed.map((words) => element("span", "", words)));
    inner.append(boxed);
  }
  const body = element("div", "body");
  const image = element("img");
  image.src = data.pictures[at].src;
  image.alt = data.alt;
  image.style.setProperty("--wide", data.pictures[at].width);
  body.append(image);
  inner.append(body, element("p", "source", data.source));
  made.append(inner);
  return made;
}

export default function ({ data, parentElement }) {
  const box = parentElement.querySelector(".slides");
  box.replaceChildren(...data.pictures.map((_, at) => sheet(data, at)));
}

// Sentences, set as text. What a page says anew in the same place is read out where it is a refusal.
function make(tag, name, words) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.textContent = words;
  return element;
}

export default function ({ data, parentElement }) {
  const box = parentElement.querySelector(".told");
  box.className = `told ${data.manner}`;
  box.setAttribute("role", data.manner === "no" ? "alert" : "note");
  if (data.manner === "plain") box.removeAttribute("role");
  const parts = [];
  if (data.title) {
    const head = make(data.level ? `h${data.level}` : "p", data.level ? "" : "head", data.title);
    if (data.tag) head.append(make("span", "tag", data.tag));
    parts.push(head);
  } else if (data.tag) {
    parts.push(make("span", "tag", data.tag));
  }
  box.replaceChildren(...parts, ...data.lines.map((line) => make("p", "", line)));
}

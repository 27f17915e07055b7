// Several maps, drawn as SVG: parsed as XML, so that no text in it is taken for markup.
export default function ({ data, parentElement }) {
  const figure = parentElement.querySelector(".panels");
  const heading = document.createElement("h1");
  heading.textContent = data.title;
  const drawing = new DOMParser().parseFromString(data.svg, "image/svg+xml").documentElement;
  figure.lang = data.lang;
  figure.replaceChildren(heading, document.importNode(drawing, true));
}

// A figure drawn at several widths: the widest that fits its container is shown.

function drawingOf(drawing) {
  const box = make("div", "drawing");
  box.least = drawing.least;
  box.append(drawn(drawing.svg));
  for (const mark of box.querySelectorAll("[data-pick]")) {
    mark.setAttribute("tabindex", "0");
    mark.setAttribute("role", "button");
    const title = mark.querySelector("title");
    if (title && !mark.hasAttribute("aria-label")) mark.setAttribute("aria-label", title.textContent);
  }
  return box;
}

function fit(root) {
  const boxes = [...root.querySelectorAll(".drawing")];
  const width = root.getBoundingClientRect().width;
  const fitting = boxes.filter((box) => box.least <= width);
  const shown = fitting.length ? fitting[fitting.length - 1] : boxes[0];
  for (const box of boxes) box.hidden = box !== shown;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = framed(parentElement, data, () => data.drawings.map(drawingOf));
  press(root, data.selected);
  picking(root, (id) => {
    press(root, id);
    setTriggerValue("picked", id);
  });
  fit(root);
  const watch = new ResizeObserver(() => fit(root));
  watch.observe(root);
  return () => watch.disconnect();
}

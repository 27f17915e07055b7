// Marks in line with the track of the slider above: its ends lie 8 px inside the box.
export default function ({ data, parentElement }) {
  let root = parentElement.querySelector(".turns");
  if (!root) {
    root = make("div", "turns");
    parentElement.append(root);
  }
  root.lang = data.lang;
  for (const [name, colour] of Object.entries(data.tokens)) {
    root.style.setProperty(`--${name.replaceAll("_", "-")}`, colour);
  }
  const track = make("div", "track");
  track.setAttribute("aria-hidden", "true");
  for (const mark of data.marks) {
    const sign = make("i", `${mark.kind}${mark.exact ? "" : " bracket"}`);
    sign.style.left = `${100 * mark.low}%`;
    if (!mark.exact) sign.style.width = `${100 * (mark.high - mark.low)}%`;
    sign.title = mark.says || mark.label;
    track.append(sign);
  }
  const turning = data.marks.filter((mark) => mark.kind === "turn");
  const words = turning.length
    ? turning.map((mark) => make("p", "", mark.says))
    : [make("p", "hint", data.hint)];
  root.replaceChildren(track, ...words);
}

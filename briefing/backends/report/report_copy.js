"use strict";
// What a reader takes along: image, numbers, citation, data, lines for a web page. Nothing is sent.

const SVG = "http://www.w3.org/2000/svg";
const RIM = 28; // px around an image
const SIZES = { h2: [24, 31, 700], subtitle: [15, 21, 400], boxed: [14, 24, 600], source: [11.5, 15, 400] };

function drawnText(words, x, y, [size, , weight], fill, family) {
  const made = document.createElementNS(SVG, "text");
  for (const [name, value] of Object.entries({ x, y, fill, "font-size": size, "font-weight": weight, "font-family": family })) {
    made.setAttribute(name, value);
  }
  made.textContent = words;
  return made;
}

// Breaks words into lines that fit: between words, or anywhere in Chinese.
function broken(words, width, [size, , weight], family) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${weight} ${size}px ${family}`;
  const lines = [];
  let line = "";
  for (const part of words.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+|\s+/gu) ?? []) {
    if (line && pen.measureText(line + part).width > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    if (line || part.trim()) line += part;
  }
  return line.trim() ? [...lines, line.trimEnd()] : lines;
}

const linesOf = (element) => {
  const parts = element.querySelectorAll(".line");
  return parts.length ? [...parts].map((part) => part.textContent) : [element.textContent];
};

// A picture that stands alone: shapes that the page writes once are put in their places.
function standing(picture) {
  const made = picture.cloneNode(true);
  for (const use of made.querySelectorAll("use")) {
    const shape = document.getElementById(use.getAttribute("href").slice(1)).cloneNode(true);
    shape.removeAttribute("id");
    for (const { name, value } of [...use.attributes]) {
      if (name !== "href") shape.setAttribute(name, value);
    }
    use.replaceWith(shape);
  }
  return made;
}

// Title, notices, picture and sources as one SVG on light ground.
function sheetOf(article) {
  const style = getComputedStyle(article);
  const family = style.fontFamily;
  const pictures = [...article.querySelectorAll(".picture.light > svg")];
  const wide = Math.max(...pictures.map((each) => each.viewBox.baseVal.width));
  const sheet = document.createElementNS(SVG, "svg");
  let y = RIM;
  const write = (element, look, fill) => {
    for (const line of linesOf(element).flatMap((words) => broken(words, wide, look, family))) {
      y += look[1];
      sheet.append(drawnText(line, RIM, y - look[1] * 0.27, look, fill, family));
    }
  };
  for (const each of article.querySelectorAll("h2")) write(each, SIZES.h2, "#1b1f24");
  for (const each of article.querySelectorAll(".subtitle")) write(each, SIZES.subtitle, "#565d66");
  for (const each of article.querySelectorAll(".boxed")) {
    const top = y + 6;
    y = top;
    const from = sheet.childNodes.length;
    write(each, SIZES.boxed, "#1b1f24");
    for (const made of [...sheet.childNodes].slice(from)) made.setAttribute("x", RIM + 12);
    const box = document.createElementNS(SVG, "path");
    box.setAttribute("d", `M${RIM + 2} ${top}v${y - top}`);
    box.setAttribute("stroke", "#1b1f24");
    box.setAttribute("stroke-width", 4);
    sheet.append(box);
  }
  y += 14;
  for (const each of pictures) {
    const made = standing(each);
    const { width, height } = each.viewBox.baseVal;
    for (const [name, value] of Object.entries({ x: RIM, y, width, height })) made.setAttribute(name, value);
    sheet.append(made);
    y += height + 12;
  }
  for (const each of article.querySelectorAll(".sources li, .stamp")) write(each, SIZES.source, "#565d66");
  const [width, height] = [wide + 2 * RIM, Math.ceil(y + RIM * 0.6)];
  const ground = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ width, height, fill: "#ffffff" })) ground.setAttribute(name, value);
  sheet.prepend(ground);
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}`, lang: article.closest("[lang]").lang })) {
    sheet.setAttribute(name, value);
  }
  return { sheet, width, height };
}

async function imageOf(article) {
  const { sheet, width, height } = sheetOf(article);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(sheet))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [2 * width, 2 * height];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) => {
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no image"))), "image/png");
  });
}

function save(blob, name) {
  const link = document.createElement("a");
  link.download = name;
  link.href = URL.createObjectURL(blob);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// Where a browser lets no page copy, the same comes as a file; tells which it was.
async function give(kind, content, name) {
  try {
    await navigator.clipboard.write([new ClipboardItem({ [kind]: content })]);
    return true;
  } catch {
    save(await content, name);
    return false;
  }
}

const plain = (words) => new Blob([words], { type: "text/plain" });

// The lines that show one figure in a frame of a page beside this file.
function frameLines(article, title) {
  const frame = document.createElement("iframe");
  const file = decodeURIComponent(location.pathname.split("/").pop()) || "report.html";
  frame.setAttribute("src", `${encodeURIComponent(file)}#only-${article.id}`);
  frame.setAttribute("title", title);
  frame.setAttribute("width", "100%");
  frame.setAttribute("height", "720");
  frame.setAttribute("loading", "lazy");
  return frame.outerHTML;
}

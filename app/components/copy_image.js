// Draw the SVG on a canvas at double size and put it on the clipboard as PNG. The picture comes
// as data; nothing of it becomes markup of this page.
const SCALE = 2;

function drawn(svg) {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement("canvas");
      canvas.width = image.naturalWidth * SCALE;
      canvas.height = image.naturalHeight * SCALE;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
    };
    image.onerror = () => reject(new Error("unreadable picture"));
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  });
}

export default function ({ parentElement, data }) {
  const button = parentElement.querySelector(".copy");
  button.textContent = data.words.copy;
  button.onclick = async () => {
    try {
      const item = new ClipboardItem({ "image/png": drawn(data.svg) });
      await navigator.clipboard.write([item]);
      button.textContent = data.words.done;
    } catch {
      button.textContent = data.words.failed;
    }
  };
}

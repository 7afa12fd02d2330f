// Reads codes beside the page, so that the page stays quick, and so that a reader that dies takes nothing with it: it
// answers each message with a text (none: no code) or a problem, and scan.js begins a new one after a problem.
// `cargo xtask dist` puts the script that belongs to the wasm in the place of this line, as one file less to keep:
import init, { read } from './scanner.js';

const ADDRESS = new URL('./scanner.wasm', import.meta.url);
const INTEGRITY = 'sha384-of-the-scanner';

async function prepared() {
  const response = await fetch(ADDRESS, { integrity: INTEGRITY });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  // By its bytes: some servers send wasm under a wrong media type.
  await init({ module_or_path: await response.arrayBuffer() });
}

const ready = prepared();
// Whoever asks is told.
ready.catch(() => {});

let canvas;
function drawn({ bitmap, width, height }) {
  canvas = canvas || new OffscreenCanvas(width, height);
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  // Where a picture is transparent it is paper.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return context.getImageData(0, 0, width, height).data;
}

function brightness(colours) {
  const luma = new Uint8Array(colours.length / 4);
  for (let at = 0; at < luma.length; at += 1) {
    luma[at] = (colours[at * 4] * 77 + colours[at * 4 + 1] * 151 + colours[at * 4 + 2] * 28) >> 8;
  }
  return luma;
}

addEventListener('message', async ({ data, ports: [port] }) => {
  try {
    await ready;
    const luma = brightness(data.colours || drawn(data));
    port.postMessage({ text: read(luma, data.width, data.height, data.thorough) });
  } catch (error) {
    port.postMessage({ problem: String(error) });
  }
});

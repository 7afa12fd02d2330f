// Fetches the wasm and starts the app; boot.js, which ran before, says so when it fails.
import init from './paedlotse.js';

const ADDRESS = new URL('./paedlotse.wasm', import.meta.url);
const INTEGRITY = 'sha384-of-the-wasm';

async function compile() {
  const response = await fetch(ADDRESS, { integrity: INTEGRITY });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const again = response.clone();
  try {
    return await WebAssembly.compileStreaming(response);
  } catch {
    // Some servers send wasm under a wrong media type, which only streaming refuses.
    return WebAssembly.compile(await again.arrayBuffer());
  }
}

async function start() {
  try {
    await init({ module_or_path: await compile() });
  } catch (error) {
    const cause = error instanceof WebAssembly.CompileError ? 'no-wasm'
      : error instanceof WebAssembly.RuntimeError ? 'fault'
      : 'load';
    window.paedlotseFailed(cause, String(error));
  }
}

// Where there is no wasm at all, boot.js has said so already; without boot.js nobody would notice a panic.
if (typeof WebAssembly === 'object' && window.paedlotseStopped) start();

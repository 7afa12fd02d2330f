// Stands before the app's scripts in the single file (xtask/src/single.rs) and takes the place of `fetch` for them: what
// they ask for stands in the page, packed, under its name. Nothing is asked of any network; the page's policy allows none.

// A script may say what it expects; here gzip's own sum shows damage, and the page is of one release.
async function fetch(address) {
  const name = String(address).split('/').pop();
  const packed = document.getElementById(name);
  if (!packed) return new Response('', { status: 404 });
  if (typeof DecompressionStream !== 'function') {
    window.paedlotseFailed('unpack', 'DecompressionStream');
    throw new Error('no DecompressionStream');
  }
  const letters = atob(packed.textContent);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  // No Blob: WebKit counts reading one as a request.
  const stream = new Response(bytes).body.pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream, { headers: { 'Content-Type': name.endsWith('.wasm') ? 'application/wasm' : 'text/plain' } });
}

// A script that is no part of this file; the app offers nothing that needs it.
const absent = name => Promise.reject(new Error(`${name} is no part of this file`));

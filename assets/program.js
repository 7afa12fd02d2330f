// Fetches the two parts of the program: what the first screens need, and the rest of it once they stand.
// The program asks for its rest by the name below, which wasm_split_helpers gives it (src/main.rs).

const ADDRESS = new URL('./rest.wasm', import.meta.url);
const INTEGRITY = 'sha384-of-the-rest';

export async function fetched(address, integrity) {
  const response = await fetch(address, { integrity });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response;
}

export async function compile(address, integrity) {
  const response = await fetched(address, integrity);
  const again = response.clone();
  try {
    return await WebAssembly.compileStreaming(response);
  } catch {
    // Some servers send wasm under a wrong media type, which only streaming refuses.
    return WebAssembly.compile(await again.arrayBuffer());
  }
}

// What the first part offers to the second; start.js gives it as soon as the program runs.
export let started;
const first = new Promise(resolve => { started = resolve; });

// `call` is the place of a function in the program's table: it is told whether the rest has come. What it throws is an
// error of the program, which nobody catches: boot.js stops it.
export async function __wasm_split_load_rest(call, data) {
  const program = await first;
  let come = 0;
  try {
    await WebAssembly.instantiate(await compile(ADDRESS, INTEGRITY), { __wasm_split: program });
    come = 1;
  } catch (error) {
    console.error(`the rest of the program: ${error}`);
  }
  program.__indirect_function_table.get(call)(data, come);
}

/* Loads Pyodide and runs one request after another. Before each run the interpreter's memory is what it was before the
   first: a run finds nothing of the one before it, as in a process of its own. */

import { loadPyodide } from "./pyodide.mjs";

const plainFetch = self.fetch.bind(self);
const here = (name) => new URL(name, import.meta.url);

let total = 0;
let loaded = 0;
let python = null;
let saved = null;
let open = new Set();
let hasMore = false;

/* A file of this folder, with what it adds to the progress. */
async function fetched(name) {
  const response = await plainFetch(here(name));
  if (!response.ok) throw new Error(`${name} is not there (${response.status})`);
  const counted = new TransformStream({
    transform(chunk, controller) {
      loaded += chunk.length;
      if (total) postMessage({ loading: `Loading Python: ${(loaded / 1e6).toFixed(1)} of ${(total / 1e6).toFixed(1)} MB` });
      controller.enqueue(chunk);
    },
  });
  return response.body.pipeThrough(counted);
}

const bytes = async (name) => new Uint8Array(await new Response(await fetched(name)).arrayBuffer());

async function sizes(...names) {
  const all = await (await plainFetch(here("sizes.json"))).json();
  loaded = 0;
  total = names.reduce((sum, name) => sum + all[name], 0);
}

/* What Pyodide asks for by its own names. */
async function forPyodide(address, options) {
  const name = String(address).split("/").pop();
  if (name === "pyodide.asm.wasm") {
    const stream = (await fetched(`${name}.gz`)).pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream, { headers: { "Content-Type": "application/wasm" } });
  }
  if (name === "python_stdlib.zip") return new Response(await fetched(name));
  return plainFetch(address, options);
}

async function load() {
  await sizes("pyodide.asm.wasm.gz", "python_stdlib.zip", "core.zip", "guide.zip");
  const archives = Promise.all([bytes("core.zip"), bytes("guide.zip")]);
  self.fetch = forPyodide;
  const lockFileContents = { info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten", python: "3.14.2", version: "314.0.7" }, packages: {} };
  python = await loadPyodide({ indexURL: here(".").href, lockFileContents, packageBaseUrl: here(".").href });
  self.fetch = undefined;
  const [core, guide] = await archives;
  postMessage({ loading: "Starting Python" });
  python.unpackArchive(core, "zip", { extractDir: "/packages" });
  python.unpackArchive(guide, "zip", { extractDir: "/guide" });
  python.runPython("import sys; sys.path[:0] = ['/guide', '/guide/snippets']; sys.path.append('/packages')");
  python.runPython("from harness.browser import run_code; run_code.start()");
  keep();
}

async function loadMore() {
  await sizes("more.zip", "pydantic_core.whl");
  const [more, wheel] = await Promise.all([bytes("more.zip"), bytes("pydantic_core.whl")]);
  restore();
  python.unpackArchive(more, "zip", { extractDir: "/packages" });
  python.unpackArchive(wheel, "wheel", { extractDir: "/packages" });
  hasMore = true;
}

const files = () => python.FS.streams.filter((stream) => stream && stream.fd > 2);

function keep() {
  saved = python._module.HEAPU8.slice();
  open = new Set(files());
}

function restore() {
  const memory = python._module.HEAPU8;
  memory.set(saved);
  memory.fill(0, saved.length);
  for (const file of files()) if (!open.has(file)) python.FS.close(file);
}

const call = (name, argument) => {
  const method = python.runPython(`run_code.${name}`);
  try {
    return method(argument);
  } finally {
    method.destroy();
  }
};

const ready = load();

self.onmessage = async ({ data }) => {
  try {
    await ready;
    const request = JSON.stringify(data);
    if (call("needs", request)) {
      if (!hasMore) await loadMore();
      postMessage({ loading: "Importing what this file needs" });
      call("prepare", request);
      keep();
    }
    postMessage({ running: true });
    const reply = call("run", request);
    restore();
    postMessage({ reply });
  } catch (error) {
    fail(error);
  }
};

/* Of a traceback, the exception. */
function fail(error) {
  const lines = String(error).trim().split("\n");
  postMessage({ failed: lines.findLast((line) => /^[\w.]+(Error|Exception|Interrupt|Exit)\b/.test(line)) ?? lines.at(-1) });
}
ready.catch(fail);

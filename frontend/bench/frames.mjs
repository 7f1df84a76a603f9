/**
 * How smoothly a film of nine megapixels moves: headless Chromium pans, zooms, windows and magnifies it, one step a frame.
 * Prints the milliseconds between frames and those of the viewer's own work.
 *
 *   node bench/frames.mjs [CHROMIUM] [--software-gl]
 *
 * With --software-gl also WebGL without a graphics card, which the viewer itself does not take.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const CHROMIUM = process.argv.slice(2).find((word) => !word.startsWith("--")) ?? "chromium";
const FILMS = { "9 megapixels": [2400, 3750], "1 megapixel": [800, 1250] };
const SCREENS = ["1280,800", "1920,1080", "3840,2160"];
const RENDERERS = {
  canvas2d: ["--disable-gpu"],
  // the page below makes the viewer believe that there is a graphics card
  ...(process.argv.includes("--software-gl") ? { "webgl2 in software": ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"] } : {}),
};
const MOVES = ["pan", "pan at 4x", "zoom", "window", "magnifier"];
const FRAMES = 180;

const viewer = (await build({ entryPoints: ["src/main.ts"], bundle: true, format: "esm", write: false, target: "es2022" })).outputFiles[0].text;

function film([width, height]) {
  const pixels = new Uint16Array(width * height);
  let seed = 9;
  for (let i = 0; i < pixels.length; i++) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    pixels[i] = 20_000 + 15_000 * Math.sin((i % width) / 150) + (seed >>> 20);
  }
  return Buffer.from(pixels.buffer);
}

const page = (canvas) => `<!doctype html><style>html, body, levelread-viewer { margin: 0; width: 100vw; height: 100vh; overflow: hidden }</style>
<levelread-viewer film-url="/film" ${canvas ? "force-canvas" : ""}></levelread-viewer>
<script>
  const getContext = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, how) { return getContext.call(this, kind, { ...how, failIfMajorPerformanceCaveat: false }); };
  const getExtension = WebGL2RenderingContext.prototype.getExtension;
  WebGL2RenderingContext.prototype.getExtension = function (name) { return name === "WEBGL_debug_renderer_info" ? null : getExtension.call(this, name); };
</script>
<script type="module" src="/viewer.js"></script>
<script type="module">
  const viewer = document.querySelector("levelread-viewer"), frame = () => new Promise(requestAnimationFrame);
  const shown = new Promise((told) => viewer.addEventListener("film-loaded", (e) => told(e.detail)));
  const step = {
    "pan": (i) => viewer.panned(6 * Math.cos(i / 9), 5 * Math.sin(i / 7)),
    "pan at 4x": (i) => viewer.panned(6 * Math.cos(i / 9), 5 * Math.sin(i / 7)),
    "zoom": (i) => viewer.zoomed({ x: innerWidth / 2, y: innerHeight / 2 }, i % 90 < 45 ? 1.03 : 1 / 1.03),
    "window": (i) => viewer.windowed(8 * Math.cos(i / 9), 8 * Math.sin(i / 7)),
    "magnifier": (i) => viewer.looked({ x: innerWidth / 2 + 200 * Math.cos(i / 20), y: innerHeight / 2 + 200 * Math.sin(i / 20) }),
  };
  const found = { renderer: (await shown).renderer, moves: {} };
  for (let i = 0; i < 30; i++) await frame();
  const { width, height } = viewer.shadowRoot.querySelector("canvas");
  found.renderer += ', ' + width + ' x ' + height;
  for (const move of ${JSON.stringify(MOVES)}) {
    viewer.run({ do: "fit" });
    if (move === "pan at 4x") viewer.zoomed({ x: innerWidth / 2, y: innerHeight / 2 }, 4);
    await frame(); await frame();
    viewer.frames.length = 0;
    const between = [];
    let last = await frame();
    for (let i = 0; i < ${FRAMES}; i++) {
      step[move](i);
      const now = await frame();
      between.push(now - last);
      last = now;
    }
    found.moves[move] = { between, work: [...viewer.frames] };
    viewer.looked(null);
  }
  await fetch("/found", { method: "POST", body: JSON.stringify(found) });
</script>`;

const at = (values, part) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))];

async function measure(size, screen, canvas, flags) {
  const bytes = film(size), profile = mkdtempSync(join(tmpdir(), "frames-"));
  let chromium;
  try {
    return await new Promise((told, failed) => {
      const server = createServer((request, response) => {
        if (request.url === "/film") {
          response.writeHead(200, { "Content-Type": "application/octet-stream", "X-Film-Width": size[0], "X-Film-Height": size[1] }).end(bytes);
        } else if (request.url === "/viewer.js") response.writeHead(200, { "Content-Type": "text/javascript" }).end(viewer);
        else if (request.url === "/found") {
          let text = "";
          request.on("data", (part) => (text += part)).on("end", () => { response.end(); server.close(); told(JSON.parse(text)); });
        } else response.writeHead(200, { "Content-Type": "text/html" }).end(page(canvas));
      }).listen(0, "127.0.0.1", () => {
        chromium = spawn(CHROMIUM, ["--headless=new", "--no-sandbox", `--user-data-dir=${profile}`, `--window-size=${screen}`, ...flags,
          `http://127.0.0.1:${server.address().port}/`], { stdio: "ignore", detached: true });
        chromium.on("error", failed);
        setTimeout(() => failed(new Error("no answer within five minutes")), 300_000).unref();
      });
    });
  } finally {
    // its own processes too, which write into the profile until they are gone
    if (chromium?.pid) process.kill(-chromium.pid, "SIGKILL");
    rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }
}

console.log("film | window | renderer, canvas | move | between frames: median, 95th | own work: median, 95th (ms)");
for (const [name, size] of Object.entries(FILMS)) {
  for (const screen of SCREENS) {
    for (const [renderer, flags] of Object.entries(RENDERERS)) {
      const found = await measure(size, screen, renderer === "canvas2d", flags);
      for (const [move, { between, work }] of Object.entries(found.moves)) {
        console.log([name, screen.replace(",", "x"), found.renderer, move,
          `${at(between, 0.5).toFixed(1)}, ${at(between, 0.95).toFixed(1)}`, `${at(work, 0.5).toFixed(1)}, ${at(work, 0.95).toFixed(1)}`].join(" | "));
      }
    }
  }
}

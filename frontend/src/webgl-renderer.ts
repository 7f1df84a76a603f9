/** The film as one R16UI texture with its halved levels; window and level are applied to the 16-bit values in the shader. */
import type { Film } from "./film.js";
import type { Matrix } from "./geometry.js";
import { type Picture, type Renderer, resize } from "./picture.js";
import { pyramidOf } from "./pyramid.js";

const VERTEX = `#version 300 es
in vec2 corner;
uniform mat3 place;
uniform vec2 size;
out vec2 at;
void main() { at = corner; gl_Position = vec4((place * vec3(corner * size, 1.0)).xy, 0.0, 1.0); }`;

// integer textures have no filtering of their own: bilinear by hand, between two halved levels where the film is shrunk,
// so that fine trabeculae do not turn into moire
const FRAGMENT = `#version 300 es
precision highp float; precision highp int; precision highp usampler2D;
in vec2 at;
uniform usampler2D film;
uniform float low, high, between;
uniform int level;
uniform bool inverted;
out vec4 colour;
float value(ivec2 q, ivec2 last, int l) { return float(texelFetch(film, clamp(q, ivec2(0), last), l).r); }
float smoothed(int l) {
  ivec2 n = textureSize(film, l);
  vec2 t = at * vec2(n) - 0.5; ivec2 q = ivec2(floor(t)); vec2 f = fract(t); n -= 1;
  return mix(mix(value(q, n, l), value(q + ivec2(1, 0), n, l), f.x), mix(value(q + ivec2(0, 1), n, l), value(q + ivec2(1, 1), n, l), f.x), f.y);
}
void main() {
  float v = smoothed(level);
  if (between > 0.0) v = mix(v, smoothed(level + 1), between);
  float grey = clamp((v - low) / (high - low), 0.0, 1.0);
  colour = vec4(vec3(inverted ? 1.0 - grey : grey), 1.0);
}`;

const UNIFORMS = ["place", "size", "low", "high", "between", "level", "inverted"] as const;
/** a little sharper than the exact level */
const SHARPER = 0.35;

export class WebglRenderer implements Renderer {
  readonly kind = "webgl2";
  private readonly at: Readonly<Record<(typeof UNIFORMS)[number], WebGLUniformLocation | null>>;
  private readonly place = new Float32Array(9);

  private constructor(
    readonly canvas: HTMLCanvasElement,
    private readonly gl: WebGL2RenderingContext,
    program: WebGLProgram,
    private readonly film: Film,
    private readonly levels: number,
    private readonly lost: () => void,
  ) {
    this.at = Object.fromEntries(UNIFORMS.map((name) => [name, gl.getUniformLocation(program, name)])) as typeof this.at;
    canvas.addEventListener("webglcontextlost", lost);
  }

  /** null where there is no WebGL2 on a graphics card, or the film is larger than its textures */
  static create(film: Film, lost: () => void): WebglRenderer | null {
    const canvas = document.createElement("canvas");
    // WebGL in software is slower than the plain renderer
    const gl = canvas.getContext("webgl2", { alpha: false, antialias: false, depth: false, failIfMajorPerformanceCaveat: true });
    if (!gl || inSoftware(gl) || Math.max(film.width, film.height) > gl.getParameter(gl.MAX_TEXTURE_SIZE)) return null;
    const program = link(gl);
    if (!program) return null;
    gl.useProgram(program);
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([0, 0, 1, 0, 0, 1, 1, 1]), gl.STATIC_DRAW);
    const corner = gl.getAttribLocation(program, "corner");
    gl.enableVertexAttribArray(corner);
    gl.vertexAttribPointer(corner, 2, gl.FLOAT, false, 0, 0);
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    const levels = pyramidOf(film);
    levels.forEach(({ width, height, pixels }, i) =>
      gl.texImage2D(gl.TEXTURE_2D, i, gl.R16UI, width, height, 0, gl.RED_INTEGER, gl.UNSIGNED_SHORT, pixels));
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAX_LEVEL, levels.length - 1);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST_MIPMAP_NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    for (const wrap of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, wrap, gl.CLAMP_TO_EDGE);
    if (gl.getError() !== gl.NO_ERROR) return null;
    return new WebglRenderer(canvas, gl, program, film, levels.length, lost);
  }

  draw({ stage, pixelRatio, matrix, low, high, inverted, glass }: Picture): void {
    const { gl, at } = this;
    resize(this.canvas, stage, pixelRatio);
    gl.viewport(0, 0, this.canvas.width, this.canvas.height);
    gl.disable(gl.SCISSOR_TEST);
    gl.uniform2f(at.size, this.film.width, this.film.height);
    gl.uniform1f(at.low, low);
    gl.uniform1f(at.high, high);
    gl.uniform1i(at.inverted, inverted ? 1 : 0);
    this.layer(matrix, stage.width, stage.height, pixelRatio);
    if (!glass) return;
    gl.enable(gl.SCISSOR_TEST);
    const r = pixelRatio;
    gl.scissor(glass.x * r, this.canvas.height - (glass.y + glass.height) * r, glass.width * r, glass.height * r);
    this.layer(glass.matrix, stage.width, stage.height, r);
  }

  private layer(m: Matrix, width: number, height: number, pixelRatio: number): void {
    const { gl, at, place } = this, w = 2 / width, h = 2 / height;
    gl.clearColor(0, 0, 0, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    place[0] = m.a * w; place[1] = -m.b * h; place[3] = m.c * w; place[4] = -m.d * h;
    place[6] = m.e * w - 1; place[7] = 1 - m.f * h; place[8] = 1;
    gl.uniformMatrix3fv(at.place, false, place);
    const lod = Math.min(this.levels - 1, Math.max(0, -Math.log2(Math.hypot(m.a, m.b) * pixelRatio) - SHARPER)), level = Math.floor(lod);
    gl.uniform1i(at.level, level);
    gl.uniform1f(at.between, lod - level);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  }

  dispose(): void {
    this.canvas.removeEventListener("webglcontextlost", this.lost);
    this.gl.getExtension("WEBGL_lose_context")?.loseContext();
  }
}

/** some browsers offer WebGL without a graphics card all the same */
function inSoftware(gl: WebGL2RenderingContext): boolean {
  const asked = gl.getExtension("WEBGL_debug_renderer_info");
  return asked !== null && /swiftshader|llvmpipe|software|basic render/i.test(String(gl.getParameter(asked.UNMASKED_RENDERER_WEBGL)));
}

function link(gl: WebGL2RenderingContext): WebGLProgram | null {
  const program = gl.createProgram();
  for (const [kind, source] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]] as const) {
    const shader = gl.createShader(kind);
    if (!program || !shader) return null;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) console.warn(gl.getShaderInfoLog(shader));
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  return gl.getProgramParameter(program, gl.LINK_STATUS) ? program : null;
}

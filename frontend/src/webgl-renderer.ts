/** The film as one R16UI texture; window and level are applied to the 16-bit values in the shader. */
import type { Film } from "./film.js";
import { type Picture, type Renderer, resize } from "./picture.js";
import { bounds } from "./window-level.js";

const VERTEX = `#version 300 es
in vec2 corner;
uniform mat3 place;
uniform vec2 size;
out vec2 at;
void main() { at = corner * size; gl_Position = vec4((place * vec3(at, 1.0)).xy, 0.0, 1.0); }`;

// integer textures have no filtering of their own: bilinear by hand, and where the film is shrunk the mean of a grid of
// such samples over the screen pixel's footprint, so that fine trabeculae do not turn into moire
const FRAGMENT = `#version 300 es
precision highp float; precision highp int; precision highp usampler2D;
in vec2 at;
uniform usampler2D film;
uniform vec2 size;
uniform float low, high, footprint;
uniform bool inverted;
out vec4 colour;
float value(ivec2 q) { return float(texelFetch(film, clamp(q, ivec2(0), ivec2(size) - 1), 0).r); }
float smoothed(vec2 p) {
  vec2 t = p - 0.5; ivec2 q = ivec2(floor(t)); vec2 f = fract(t);
  return mix(mix(value(q), value(q + ivec2(1, 0)), f.x), mix(value(q + ivec2(0, 1)), value(q + ivec2(1, 1)), f.x), f.y);
}
void main() {
  int n = clamp(int(ceil(footprint - 0.01)), 1, 6);
  float sum = 0.0;
  for (int i = 0; i < n; i++) for (int j = 0; j < n; j++)
    sum += smoothed(at + (n == 1 ? vec2(0.0) : (vec2(i, j) + 0.5) / float(n) - 0.5) * footprint);
  float grey = clamp((sum / float(n * n) - low) / (high - low), 0.0, 1.0);
  colour = vec4(vec3(inverted ? 1.0 - grey : grey), 1.0);
}`;

export class WebglRenderer implements Renderer {
  readonly kind = "webgl2";

  private constructor(
    readonly canvas: HTMLCanvasElement,
    private readonly gl: WebGL2RenderingContext,
    private readonly program: WebGLProgram,
    private readonly film: Film,
    private readonly lost: () => void,
  ) {
    canvas.addEventListener("webglcontextlost", lost);
  }

  /** null where there is no WebGL2 or the film is larger than its textures */
  static create(film: Film, lost: () => void): WebglRenderer | null {
    const canvas = document.createElement("canvas");
    const gl = canvas.getContext("webgl2", { alpha: false, antialias: false, depth: false });
    if (!gl || Math.max(film.width, film.height) > gl.getParameter(gl.MAX_TEXTURE_SIZE)) return null;
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
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R16UI, film.width, film.height, 0, gl.RED_INTEGER, gl.UNSIGNED_SHORT, film.pixels);
    for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST);
    for (const wrap of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, wrap, gl.CLAMP_TO_EDGE);
    if (gl.getError() !== gl.NO_ERROR) return null;
    return new WebglRenderer(canvas, gl, program, film, lost);
  }

  draw({ stage, pixelRatio, matrix: m, shown, inverted }: Picture): void {
    const { gl } = this;
    resize(this.canvas, stage, pixelRatio);
    gl.viewport(0, 0, this.canvas.width, this.canvas.height);
    gl.clearColor(0, 0, 0, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    const at = (name: string) => gl.getUniformLocation(this.program, name);
    const w = 2 / stage.width, h = 2 / stage.height;
    gl.uniformMatrix3fv(at("place"), false, [m.a * w, -m.b * h, 0, m.c * w, -m.d * h, 0, m.e * w - 1, 1 - m.f * h, 1]);
    gl.uniform2f(at("size"), this.film.width, this.film.height);
    const { low, high } = bounds(shown);
    gl.uniform1f(at("low"), low);
    gl.uniform1f(at("high"), high);
    gl.uniform1f(at("footprint"), 1 / (Math.hypot(m.a, m.b) * pixelRatio));
    gl.uniform1i(at("inverted"), inverted ? 1 : 0);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  }

  dispose(): void {
    this.canvas.removeEventListener("webglcontextlost", this.lost);
    this.gl.getExtension("WEBGL_lose_context")?.loseContext();
  }
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

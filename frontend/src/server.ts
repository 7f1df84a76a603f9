/** The reading screen's calls to the server, with what a session needs against forged requests. */
export type Reply =
  | { kind: "answered"; status: number; body: Record<string, unknown> }
  /** nobody answered, or not in time */
  | { kind: "unreachable" }
  /** the session has ended, or is another person's */
  | { kind: "signed-out" };

const LONGEST_MS = 8000;

export class Server {
  private header: { name: string; value: string } | null = null;

  constructor(private readonly account: string, private readonly base: string) {}

  get(path: string): Promise<Reply> { return this.call("GET", path); }

  async send(method: "PUT" | "POST", path: string, body: unknown, last = false): Promise<Reply> {
    const first = this.header ? null : await this.session();
    if (first) return first;
    const reply = await this.call(method, path, body, last);
    // after signing in again in another window the old token is refused
    if (reply.kind !== "signed-out") return reply;
    const anew = await this.session();
    return anew ?? this.call(method, path, body, last);
  }

  /** null where the session is there and this reader's */
  private async session(): Promise<Reply | null> {
    this.header = null;
    const reply = await this.call("GET", "readings/session");
    if (reply.kind !== "answered") return reply;
    if (reply.body["account"] !== this.account) return { kind: "signed-out" };
    this.header = { name: String(reply.body["header"]), value: String(reply.body["token"]) };
    return null;
  }

  private async call(method: string, path: string, body?: unknown, last = false): Promise<Reply> {
    const abort = new AbortController(), timer = setTimeout(() => abort.abort(), LONGEST_MS);
    try {
      const response = await fetch(this.base + path, {
        method, signal: last ? null : abort.signal, credentials: "same-origin", redirect: "manual", keepalive: last,
        headers: {
          Accept: "application/json", ...(body === undefined ? {} : { "Content-Type": "application/json" }),
          ...(this.header && method !== "GET" ? { [this.header.name]: this.header.value } : {}),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (response.type === "opaqueredirect" || response.status === 401 || response.status === 403) return { kind: "signed-out" };
      if (response.status >= 502 && response.status <= 504) return { kind: "unreachable" };
      const json = response.headers.get("Content-Type")?.includes("json") ?? false;
      return { kind: "answered", status: response.status, body: json ? ((await response.json()) as Record<string, unknown>) : {} };
    } catch {
      return { kind: "unreachable" };
    } finally {
      clearTimeout(timer);
    }
  }
}

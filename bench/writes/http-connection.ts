import { connect, type Socket } from "node:net";

const HEAD_END = Buffer.from("\r\n\r\n");

/**
 * One kept connection that sends one request after the other, with as little work as possible: the load shares the
 * machine with what is measured.
 */
export class HttpConnection {
  private received: Buffer = Buffer.alloc(0);
  private waiting: { resolve: (body: string | null) => void; reject: (fault: Error) => void } | undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on("data", (chunk) => this.take(chunk as Buffer));
    socket.on("error", (fault) => this.waiting?.reject(fault));
    socket.on("close", () => this.waiting?.reject(new Error("The server closed the connection.")));
  }

  static open(port: number): Promise<HttpConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("error", reject);
      socket.once("connect", () => {
        socket.off("error", reject);
        resolve(new HttpConnection(socket));
      });
    });
  }

  /**
   * @returns the body; null when the server is busy
   * @throws Error when the status is another than 200 and 503
   */
  post(path: string, token: string, body: string): Promise<string | null> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(
        `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\nauthorization: Bearer ${token}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    });
  }

  close(): void {
    this.waiting = undefined;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const end = this.received.indexOf(HEAD_END);
    if (end < 0) return;
    const head = this.received.toString("latin1", 0, end);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
    const from = end + HEAD_END.length;
    if (this.received.length < from + length) return;
    const body = this.received.toString("utf8", from);
    this.received = Buffer.alloc(0);
    const { resolve, reject } = this.waiting!;
    this.waiting = undefined;
    if (head.startsWith("HTTP/1.1 503")) resolve(null);
    else if (Number.isNaN(length) || !head.startsWith("HTTP/1.1 200"))
      reject(new Error(`${head.split("\r\n")[0]} ${body.slice(0, 500)}`));
    else resolve(body);
  }
}

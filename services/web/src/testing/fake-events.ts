import type { EventStream } from '@/shared/ports';

type Listener = (event: { readonly data?: unknown }) => void;

/** A stream of events that a test sends. */
export class FakeEvents implements EventStream {
  readyState = 1;
  closed = false;
  private readonly listeners = new Map<string, Listener[]>();

  addEventListener(type: string, listener: Listener): void {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener]);
  }

  close(): void {
    this.closed = true;
  }

  /** Something has happened. */
  send(type: string, data: unknown): void {
    this.listeners.get(type)?.forEach((listener) => {
      listener({ data: JSON.stringify(data) });
    });
  }

  /** The browser gives up, or tries again. */
  break(readyState: number): void {
    this.readyState = readyState;
    this.listeners.get('error')?.forEach((listener) => {
      listener({});
    });
  }
}

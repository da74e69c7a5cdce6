import { act } from '@testing-library/react';
import type { Connection } from '@/shared/ports';

/** A connection that a test cuts and mends. */
export class FakeConnection implements Connection {
  private online = true;
  private readonly listeners = new Set<() => void>();

  readonly isOnline = (): boolean => this.online;

  readonly subscribe = (changed: () => void): (() => void) => {
    this.listeners.add(changed);
    return () => {
      this.listeners.delete(changed);
    };
  };

  /** Cuts the connection, or mends it. */
  set(online: boolean): void {
    this.online = online;
    act(() => {
      this.listeners.forEach((changed) => {
        changed();
      });
    });
  }
}

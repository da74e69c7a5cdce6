import type { Size } from './view';

/** The ways to compare pictures, in the order in which the key goes through them. */
export const MODES = ['pair', 'slider', 'blink', 'difference', 'grid'] as const;

export type Mode = (typeof MODES)[number];

const PHONE = 640;

/** The usual way: side by side, where there is room for two at a side. */
export function usualMode({ width, height }: Size): Mode {
  return width < PHONE && height > width ? 'slider' : 'pair';
}

/** The way that an address names, or the usual one. */
export function modeOf(params: URLSearchParams, usual: Mode): Mode {
  const named = params.get('mode');
  return MODES.find((mode) => mode === named) ?? usual;
}

/** The way behind another one, and in the end the first again. */
export function modeAfter(mode: Mode): Mode {
  return MODES[MODES.indexOf(mode) + 1] ?? MODES[0];
}

/** An address with another way to compare; what else it says stays. */
export function withMode(params: URLSearchParams, mode: Mode, usual: Mode): URLSearchParams {
  const next = new URLSearchParams(params);
  if (mode === usual) next.delete('mode');
  else next.set('mode', mode);
  return next;
}

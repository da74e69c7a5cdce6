/** The ways to compare pictures, in the order in which the key goes through them. */
export const MODES = ['pair', 'slider', 'blink', 'difference', 'grid'] as const;

export type Mode = (typeof MODES)[number];

/** The way that an address names; side by side otherwise. */
export function modeOf(params: URLSearchParams): Mode {
  const named = params.get('mode');
  return MODES.find((mode) => mode === named) ?? MODES[0];
}

/** The way behind another one, and in the end the first again. */
export function modeAfter(mode: Mode): Mode {
  return MODES[MODES.indexOf(mode) + 1] ?? MODES[0];
}

/** An address with another way to compare; what else it says stays. */
export function withMode(params: URLSearchParams, mode: Mode): URLSearchParams {
  const next = new URLSearchParams(params);
  if (mode === MODES[0]) next.delete('mode');
  else next.set('mode', mode);
  return next;
}

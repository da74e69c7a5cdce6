/** An order in which one thing stands at another place. */
export function movedTo<Name>(order: readonly Name[], name: Name, place: number): readonly Name[] {
  return order.filter((one) => one !== name).toSpliced(place, 0, name);
}

/** How many places something goes that is dragged so far, within its list. */
export function placesGone(way: number, stride: number, from: number, count: number): number {
  return Math.min(Math.max(Math.round(way / stride), -from), count - 1 - from);
}

/** How far one thing makes way, in places, while another one goes from its place to another. */
export function wayMade(place: number, from: number, to: number): -1 | 0 | 1 {
  if (from < place && place <= to) return -1;
  return to <= place && place < from ? 1 : 0;
}

/** What is seen of a picture: how much larger than the whole, and around which point of it. */
export interface View {
  readonly zoom: number;
  /** The middle, as a share of the picture's width and height. */
  readonly x: number;
  readonly y: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where something stands on the screen, in pixels. */
export interface Area extends Size {
  readonly left: number;
  readonly top: number;
}

export const MAX_ZOOM = 12;
export const whole: View = { zoom: 1, x: 0.5, y: 0.5 };

const SAME_SHAPE = 0.02;

function between(least: number, value: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** The nearest view that leaves the picture in sight. */
export function inSight({ zoom, x, y }: View): View {
  const clamped = between(1, zoom, MAX_ZOOM);
  const half = 0.5 / clamped;
  return { zoom: clamped, x: between(half, x, 1 - half), y: between(half, y, 1 - half) };
}

/** Comes nearer, or goes away; the point stays where it is on the screen. */
export function zoomedAt(view: View, factor: number, at: Point): View {
  const zoom = between(1, view.zoom * factor, MAX_ZOOM);
  const kept = view.zoom / zoom;
  return inSight({
    zoom,
    x: at.x - (at.x - view.x) * kept,
    y: at.y - (at.y - view.y) * kept,
  });
}

/** Moves the middle by shares of what is seen. */
export function moved(view: View, right: number, down: number): View {
  return inSight({
    zoom: view.zoom,
    x: view.x + right / view.zoom,
    y: view.y + down / view.zoom,
  });
}

/** The part of a picture that is seen, as SVG's `viewBox` says it. */
export function viewBoxOf(view: View, { width, height }: Size): string {
  const [seenWidth, seenHeight] = [width / view.zoom, height / view.zoom];
  return [
    view.x * width - seenWidth / 2,
    view.y * height - seenHeight / 2,
    seenWidth,
    seenHeight,
  ].join(' ');
}

/** Pixels of the screen for each one of the picture, the whole view being in sight. */
function scaleOf(view: View, picture: Size, area: Area): number {
  return (
    view.zoom *
    Math.max(Math.min(area.width / picture.width, area.height / picture.height), Number.EPSILON)
  );
}

/** The point of the picture that is under a point of the screen. */
export function pointAt(view: View, picture: Size, area: Area, at: Point): Point {
  const scale = scaleOf(view, picture, area);
  return {
    x: view.x + (at.x - area.left - area.width / 2) / scale / picture.width,
    y: view.y + (at.y - area.top - area.height / 2) / scale / picture.height,
  };
}

/** Moves the picture with the hand, by pixels of the screen. */
export function dragged(view: View, picture: Size, area: Area, by: Point): View {
  const scale = scaleOf(view, picture, area);
  return inSight({
    zoom: view.zoom,
    x: view.x - by.x / scale / picture.width,
    y: view.y - by.y / scale / picture.height,
  });
}

const PREVIEW = 1440;
const NEAR = 2;

/** Whether a picture has more to show than its preview does, as near as one is. */
export function isBeyondPreview({ zoom }: View, { width, height }: Size): boolean {
  return zoom > NEAR && Math.max(width, height) > PREVIEW;
}

/** Whether two pictures have the same shape, so that they can lie on each other. */
export function sameShape(one: Size, other: Size): boolean {
  const [first, second] = [one.width / one.height, other.width / other.height];
  return Math.abs(first / second - 1) <= SAME_SHAPE;
}

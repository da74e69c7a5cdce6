import { describe, expect, test } from 'vitest';
import {
  isBeyondPreview,
  dragged,
  inSight,
  MAX_ZOOM,
  moved,
  pointAt,
  sameShape,
  viewBoxOf,
  whole,
  zoomedAt,
} from './view';

const picture = { width: 3000, height: 2000 };
const area = { left: 100, top: 50, width: 600, height: 400 };

test('the whole picture is seen to begin with', () => {
  expect(viewBoxOf(whole, picture)).toBe('0 0 3000 2000');
});

test('the picture cannot be left', () => {
  expect(inSight({ zoom: 0.5, x: 2, y: -1 })).toEqual(whole);
  expect(inSight({ zoom: 2, x: 2, y: -1 })).toEqual({ zoom: 2, x: 0.75, y: 0.25 });
  expect(inSight({ zoom: 99, x: 0.5, y: 0.5 }).zoom).toBe(MAX_ZOOM);
});

describe('coming nearer', () => {
  test('leaves the point under the hand where it is', () => {
    const at = { x: 0.25, y: 0.75 };
    const near = zoomedAt(whole, 2, at);

    expect(near).toEqual({ zoom: 2, x: 0.375, y: 0.625 });
    expect(viewBoxOf(near, picture)).toBe('375 750 1500 1000');
  });

  test('and going away again shows the whole', () => {
    expect(zoomedAt(zoomedAt(whole, 4, { x: 0.1, y: 0.1 }), 0.1, { x: 0.9, y: 0.9 })).toEqual(
      whole,
    );
  });
});

test('keys move by shares of what is seen', () => {
  expect(moved({ zoom: 4, x: 0.5, y: 0.5 }, 0.2, -0.2)).toEqual({ zoom: 4, x: 0.55, y: 0.45 });
});

test('a point of the screen is a point of the picture', () => {
  expect(pointAt(whole, picture, area, { x: 100, y: 50 })).toEqual({ x: 0, y: 0 });
  expect(pointAt(whole, picture, area, { x: 700, y: 450 })).toEqual({ x: 1, y: 1 });
  expect(pointAt({ zoom: 2, x: 0.5, y: 0.5 }, picture, area, { x: 100, y: 250 })).toEqual({
    x: 0.25,
    y: 0.5,
  });
});

test('the hand takes the picture along', () => {
  expect(dragged({ zoom: 2, x: 0.5, y: 0.5 }, picture, area, { x: 120, y: -80 })).toEqual({
    zoom: 2,
    x: 0.4,
    y: 0.6,
  });
});

test('a picture that has no room yet moves nowhere that cannot be counted', () => {
  const nowhere = { left: 0, top: 0, width: 0, height: 0 };

  expect(dragged({ zoom: 2, x: 0.5, y: 0.5 }, picture, nowhere, { x: 0, y: 0 }).x).toBe(0.5);
});

test('a large picture has more to show than its preview as soon as one is near', () => {
  expect(isBeyondPreview(whole, picture)).toBe(false);
  expect(isBeyondPreview({ ...whole, zoom: 3 }, picture)).toBe(true);
  expect(isBeyondPreview({ ...whole, zoom: 3 }, { width: 900, height: 1440 })).toBe(false);
});

test('pictures of nearly one shape can lie on each other', () => {
  expect(sameShape(picture, { width: 1500, height: 1001 })).toBe(true);
  expect(sameShape(picture, { width: 2000, height: 3000 })).toBe(false);
});

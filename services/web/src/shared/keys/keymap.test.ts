import { describe, expect, test } from 'vitest';
import { isPressedBy, isSingleCharacter, pressedName, takesText } from './keymap';

const bare = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

test.each([
  [{ key: 'a' }, 'a'],
  [{ key: 'A' }, 'a'],
  [{ key: 'A', shiftKey: true }, 'Shift+A'],
  [{ key: 'z', ctrlKey: true }, 'Ctrl+Z'],
  [{ key: 'z', metaKey: true }, 'Ctrl+Z'],
  [{ key: '?', shiftKey: true }, '?'],
  [{ key: 'ArrowLeft' }, 'ArrowLeft'],
  [{ key: 'ArrowLeft', ctrlKey: true }, 'Ctrl+ArrowLeft'],
  [{ key: 'a', altKey: true }, ''],
])('%j is called %s', (pressed, name) => {
  expect(pressedName({ ...bare, ...pressed })).toBe(name);
});

test.each([
  ['a', true],
  ['Shift+C', true],
  ['?', true],
  [' ', false],
  ['Enter', false],
  ['Ctrl+Z', false],
])('%s is a single character: %s', (name, expected) => {
  expect(isSingleCharacter(name)).toBe(expected);
});

function element(html: string): Element {
  document.body.innerHTML = html;
  const found = document.body.firstElementChild;
  if (found === null) throw new Error('no element');
  return found;
}

describe('where keys are text', () => {
  test.each([
    ['<input>', true],
    ['<input type="checkbox">', false],
    ['<textarea></textarea>', true],
    ['<select></select>', true],
    ['<p></p>', false],
  ])('%s: %s', (html, expected) => {
    expect(takesText(element(html))).toBe(expected);
  });

  test('in what can be edited', () => {
    const editable = element('<div></div>');
    Object.assign(editable, { isContentEditable: true });

    expect(takesText(editable)).toBe(true);
    expect(takesText(null)).toBe(false);
  });
});

test.each([
  ['Enter', '<button></button>', true],
  [' ', '<button></button>', true],
  ['a', '<button></button>', false],
  ['Enter', '<a href="/"></a>', true],
  [' ', '<input type="checkbox">', true],
  ['Enter', '<input type="checkbox">', false],
  ['Enter', '<p></p>', false],
])('%j presses %s: %s', (name, html, expected) => {
  expect(isPressedBy(name, element(html))).toBe(expected);
});

test('keys press what lies inside a button, and nothing outside the page', () => {
  expect(isPressedBy('Enter', element('<button><span>x</span></button>').firstChild)).toBe(true);
  expect(isPressedBy('Enter', null)).toBe(false);
});

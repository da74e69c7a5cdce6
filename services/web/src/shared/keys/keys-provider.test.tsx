import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { use, type ReactElement } from 'react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeServer } from '@/testing/fake-server';
import { portsOf } from '@/testing/render-app';
import { PortsContext, type Ports } from '../ports';
import { KeysContext } from './keys-context';
import { KeysProvider } from './keys-provider';
import { useShortcuts } from './use-shortcuts';

const outer = vi.fn();
const inner = vi.fn();

beforeEach(() => {
  vi.clearAllMocks();
});

function Outer(): ReactElement {
  const keys = use(KeysContext);
  useShortcuts('Everywhere', [
    { keys: ['x', 'Enter'], label: 'Outer', run: outer },
    { keys: ['Ctrl+Z'], label: 'Undo', run: outer },
  ]);
  return (
    <label>
      {'Letters'}
      <input
        type="checkbox"
        checked={keys.lettersOn}
        onChange={(event) => {
          keys.setLettersOn(event.target.checked);
        }}
      />
    </label>
  );
}

function Inner(): ReactElement {
  useShortcuts('Here', [{ keys: ['x'], label: 'Inner', run: inner }]);
  return <input aria-label="text" />;
}

function screenWith(content: ReactElement, ports: Ports = portsOf(new FakeServer())) {
  const shown = (inside: ReactElement) => (
    <PortsContext value={ports}>
      <KeysProvider>
        <Outer />
        <button>{'press'}</button>
        {inside}
      </KeysProvider>
    </PortsContext>
  );
  const result = render(shown(content));
  return {
    user: userEvent.setup(),
    show: (inside: ReactElement) => {
      result.rerender(shown(inside));
    },
  };
}

describe('a key', () => {
  test('does what the innermost part says, and the outer one when that has gone', async () => {
    const { user, show } = screenWith(<Inner />);
    await user.keyboard('x');
    show(<p />);
    await user.keyboard('x');

    expect([inner.mock.calls.length, outer.mock.calls.length]).toEqual([1, 1]);
  });

  test('is text in a field', async () => {
    const { user } = screenWith(<Inner />);
    await user.type(screen.getByLabelText('text'), 'x');

    expect(inner).not.toHaveBeenCalled();
  });

  test('nobody knows does nothing', async () => {
    const { user } = screenWith(<Inner />);
    await user.keyboard('q');

    expect(inner).not.toHaveBeenCalled();
  });

  test('Enter presses the button that has the focus', async () => {
    const { user } = screenWith(<Inner />);
    screen.getByRole('button', { name: 'press' }).focus();
    await user.keyboard('{Enter}');
    expect(outer).not.toHaveBeenCalled();

    screen.getByRole('button', { name: 'press' }).blur();
    await user.keyboard('{Enter}');
    expect(outer).toHaveBeenCalledOnce();
  });

  test('belongs to an open window, unless that shares its keys', async () => {
    const { user, show } = screenWith(<dialog open />);
    await user.keyboard('x');
    expect(outer).not.toHaveBeenCalled();

    show(<dialog open data-keys="" />);
    await user.keyboard('x');
    expect(outer).toHaveBeenCalledOnce();
  });

  test('pressed inside a part that shares its keys works over an open window', async () => {
    const { user } = screenWith(
      <>
        <dialog open />
        <div data-keys="" tabIndex={-1} role="group" aria-label="viewer" />
      </>,
    );
    screen.getByRole('group').focus();
    await user.keyboard('x');

    expect(outer).toHaveBeenCalledOnce();
  });
});

describe('letters', () => {
  test('can be turned off, and stay so on this device', async () => {
    const ports = portsOf(new FakeServer());
    const { user } = screenWith(<Inner />, ports);
    await user.click(screen.getByLabelText('Letters'));
    screen.getByLabelText('Letters').blur();
    await user.keyboard('x?');
    await user.keyboard('{Control>}z{/Control}');

    expect(inner).not.toHaveBeenCalled();
    expect(outer).toHaveBeenCalledOnce();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(ports.store.getItem('twinlens.letters')).toBe('off');

    await user.click(screen.getByLabelText('Letters'));
    expect(ports.store.getItem('twinlens.letters')).toBe('on');
  });
});

test('a question mark lists all keys until it is closed', async () => {
  const { user } = screenWith(<Inner />);
  await user.keyboard('?');

  const help = within(screen.getByRole('dialog', { name: 'Keys' }));
  expect(help.getAllByRole('heading', { level: 3 }).map((title) => title.textContent)).toEqual([
    'Here',
    'Everywhere',
  ]);

  await user.click(help.getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('the list of keys has each title and each thing to do once, and no empty part', async () => {
  function Parts(): ReactElement {
    useShortcuts('Here', [{ keys: ['x'], label: 'Inner', run: inner }]);
    useShortcuts('Nowhere', []);
    const numbers = ['1', '2', '3'].map((key) => ({ keys: [key], label: 'Number', run: inner }));
    useShortcuts('Here', numbers);
    return <p />;
  }
  const { user } = screenWith(<Parts />);
  await user.keyboard('?');
  const help = within(screen.getByRole('dialog', { name: 'Keys' }));
  const texts = (role: string) => help.getAllByRole(role).map((one) => one.textContent);

  expect(texts('heading')).toEqual(['Keys', 'Here', 'Everywhere']);
  expect(texts('term')).toEqual(['1–3', 'x', 'xEnter', 'Ctrl+Z']);
});

test('outside the app keys are nobody’s', () => {
  function Lonely(): ReactElement {
    const keys = use(KeysContext);
    keys.setLettersOn(false);
    keys.showHelp();
    useShortcuts('Lonely', []);
    return <p>{String(keys.lettersOn)}</p>;
  }
  render(<Lonely />).unmount();
});

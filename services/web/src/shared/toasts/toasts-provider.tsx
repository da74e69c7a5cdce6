import { mdiClose } from '@mdi/js';
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';
import { Button } from '../components/button';
import { Icon } from '../components/icon';
import { errorMessage } from '../error-message';
import { isConflict, isGone } from '../http';
import { usePorts } from '../ports';
import { strings } from '../strings';
import { Past, type Deed } from './past';
import { ToastsContext, type Message, type Takers } from './toasts-context';

const SHOWN_MS = 10_000;
const MOST = 3;

interface Toast extends Pick<Message, 'text' | 'tone'> {
  readonly id: number;
  readonly deed: Deed | undefined;
}

/**
 * Shows messages for ten seconds; what can be taken back stays so as long as the tab is open, by
 * the takers of its kind.
 */
export function ToastsProvider(props: { takers: Takers; children: ReactNode }): ReactElement {
  const { takers, children } = props;
  const { tab } = usePorts();
  const [shown, setShown] = useState<readonly Toast[]>([]);
  const [past] = useState(() => new Past(tab));
  const count = useRef(past.last?.id ?? 0);
  const hide = useCallback((id: number) => {
    setShown((toasts) => toasts.filter((toast) => toast.id !== id));
  }, []);
  const show = useCallback(
    ({ text, undo, undone, ...look }: Message) => {
      count.current += 1;
      const id = count.current;
      const deed = undo === undefined ? undefined : { id, text, undo, undone };
      const hideIt = () => {
        hide(id);
      };
      setShown((toasts) => [...toasts.slice(1 - MOST), { id, text, deed, ...look }]);
      if (deed === undefined) return hideIt;
      past.add(deed);
      if (!(undo instanceof Promise)) return hideIt;
      void undo.then((known) => {
        if (known === null) hide(id);
        if (past.remove(id) && known !== null) past.add({ ...deed, undo: known });
      });
      return hideIt;
    },
    [hide, past],
  );
  const undo = useCallback(
    async (deed: Deed) => {
      past.remove(deed.id);
      hide(deed.id);
      try {
        const known = await deed.undo;
        if (known === null) return;
        const lack = await takers[known.kind](known.told);
        show({ text: deed.undone ?? strings.toasts.undone(deed.text) });
        if (lack !== undefined) show({ text: lack, tone: 'error' });
      } catch (error) {
        if (isGone(error)) {
          show({ text: strings.toasts.over(deed.text) });
          return;
        }
        if (!isConflict(error)) past.add(deed);
        show({ text: strings.toasts.notUndone(errorMessage(error)), tone: 'error' });
      }
    },
    [hide, past, show, takers],
  );
  const undoLast = useCallback(() => {
    const deed = past.last;
    if (deed === undefined) show({ text: strings.toasts.nothing });
    else void undo(deed);
  }, [past, show, undo]);
  const toasts = useMemo(() => ({ show, undoLast }), [show, undoLast]);
  return (
    <ToastsContext value={toasts}>
      {children}
      <div
        aria-live="polite"
        className="pointer-events-none fixed inset-x-0 bottom-[calc(4rem+var(--bottom-bar,0px))] z-50 flex flex-col items-center gap-2 px-3 nav:bottom-[calc(1rem+var(--bottom-bar,0px))] crammed:bottom-[calc(0.25rem+var(--bottom-bar,0px))]"
      >
        {shown.map((toast) => (
          <ToastView
            key={toast.id}
            toast={toast}
            onUndo={(deed) => void undo(deed)}
            onHide={hide}
          />
        ))}
      </div>
    </ToastsContext>
  );
}

function ToastView({
  toast,
  onUndo,
  onHide,
}: {
  toast: Toast;
  onUndo: (deed: Deed) => void;
  onHide: (id: number) => void;
}): ReactElement {
  const { id, deed } = toast;
  useEffect(() => {
    const timer = setTimeout(() => {
      onHide(id);
    }, SHOWN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [id, onHide]);
  const tone = toast.tone === 'error' ? 'border-danger' : 'border-line';
  return (
    <div
      className={`bg-page text-ink pointer-events-auto flex max-w-full items-center gap-2 rounded-lg border py-1 pr-1 pl-4 shadow-lg ${tone}`}
    >
      <p role={toast.tone === 'error' ? 'alert' : undefined}>{toast.text}</p>
      {deed !== undefined && (
        <Button
          look="plain"
          onClick={() => {
            onUndo(deed);
          }}
        >
          {strings.toasts.undo}
        </Button>
      )}
      <Button
        look="round"
        aria-label={strings.toasts.hide}
        onClick={() => {
          onHide(id);
        }}
      >
        <Icon path={mdiClose} />
      </Button>
    </div>
  );
}

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
import { strings } from '../strings';
import { ToastsContext, type Message } from './toasts-context';

const SHOWN_MS = 10_000;
const MOST = 3;

interface Toast extends Message {
  readonly id: number;
}

/** Shows messages for ten seconds; what can be taken back stays so for the whole session. */
export function ToastsProvider({ children }: { children: ReactNode }): ReactElement {
  const [shown, setShown] = useState<readonly Toast[]>([]);
  const history = useRef<Toast[]>([]);
  const count = useRef(0);
  const hide = useCallback((id: number) => {
    setShown((toasts) => toasts.filter((toast) => toast.id !== id));
  }, []);
  const show = useCallback((message: Message) => {
    count.current += 1;
    const toast = { ...message, id: count.current };
    if (message.undo !== undefined) history.current.push(toast);
    setShown((toasts) => [...toasts.slice(1 - MOST), toast]);
  }, []);
  const undo = useCallback(
    (toast: Toast) => {
      history.current = history.current.filter((other) => other.id !== toast.id);
      hide(toast.id);
      toast.undo?.().then(
        () => {
          show({ text: strings.toasts.undone(toast.text) });
        },
        (error: unknown) => {
          show({ text: strings.toasts.notUndone(errorMessage(error)), tone: 'error' });
        },
      );
    },
    [hide, show],
  );
  const undoLast = useCallback(() => {
    const toast = history.current.at(-1);
    if (toast === undefined) show({ text: strings.toasts.nothing });
    else undo(toast);
  }, [show, undo]);
  const toasts = useMemo(() => ({ show, undoLast }), [show, undoLast]);
  return (
    <ToastsContext value={toasts}>
      {children}
      <div
        aria-live="polite"
        className="pointer-events-none fixed inset-x-0 bottom-[calc(4rem+var(--bottom-bar,0px))] z-50 flex flex-col items-center gap-2 px-3 nav:bottom-[calc(1rem+var(--bottom-bar,0px))]"
      >
        {shown.map((toast) => (
          <ToastView key={toast.id} toast={toast} onUndo={undo} onHide={hide} />
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
  onUndo: (toast: Toast) => void;
  onHide: (id: number) => void;
}): ReactElement {
  const { id } = toast;
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
      {toast.undo !== undefined && (
        <Button
          look="plain"
          onClick={() => {
            onUndo(toast);
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

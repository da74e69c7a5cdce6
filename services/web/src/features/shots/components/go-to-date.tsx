import { useState, type ReactElement } from 'react';
import { Button } from '@/shared/components/button';
import { Dialog } from '@/shared/components/dialog';
import { strings } from '@/shared/strings';

const words = strings.shots.goToDate;

/** Has the window that opens give an element the focus. */
function takeFocus(element: HTMLInputElement): () => void {
  element.setAttribute('autofocus', '');
  return () => undefined;
}

/** Asks for a date, as YYYY-MM-DD, to go to in the timeline. */
export function GoToDate(props: {
  onGo: (date: string) => void;
  onClose: () => void;
}): ReactElement {
  const [date, setDate] = useState('');
  return (
    <Dialog title={words.title} onClose={props.onClose}>
      <form
        className="flex flex-wrap items-end gap-3 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          props.onGo(date);
        }}
      >
        <label className="flex min-w-0 flex-1 flex-col gap-1">
          {words.date}
          <input
            ref={takeFocus}
            type="date"
            required
            value={date}
            className="border-line bg-page min-h-11 rounded-lg border px-3"
            onChange={(event) => {
              setDate(event.target.value);
            }}
          />
        </label>
        <Button type="submit">{words.go}</Button>
      </form>
    </Dialog>
  );
}

import { useMemo, type ReactElement } from 'react';
import { useElementWidth } from '@/shared/hooks/use-element-width';
import { daysOf } from '../days';
import type { Shot } from '../shot';
import { DaySection } from './day-section';

/** All shots, under their dates. */
export function Timeline(props: {
  shots: readonly Shot[];
  onOpen: (key: string) => void;
}): ReactElement {
  const [ref, width] = useElementWidth();
  const days = useMemo(() => daysOf(props.shots), [props.shots]);
  return (
    <div ref={ref}>
      {width > 0 &&
        days.map((day) => (
          <DaySection key={day.date} day={day} width={width} onOpen={props.onOpen} />
        ))}
    </div>
  );
}

import { useId, type ReactElement, type ReactNode } from 'react';

/** A part of the screen about one thing, and how that is. */
export function Card(props: { title: string; state: string; children: ReactNode }): ReactElement {
  const heading = useId();
  return (
    <section
      aria-labelledby={heading}
      className="border-line flex flex-col gap-3 rounded-3xl border p-4"
    >
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 id={heading} className="text-lg font-medium">
          {props.title}
        </h2>
        <p className="text-quiet ml-auto" role="status">
          {props.state}
        </p>
      </div>
      {props.children}
    </section>
  );
}

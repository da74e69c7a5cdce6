import { useState, type ReactElement } from 'react';
import { Icon } from './icon';

/** The picture that stands for something whose name is beside it, or a sign where there is none. */
export function Cover(props: {
  url: string | null;
  icon: string;
  shape?: 'square' | 'round';
}): ReactElement {
  const { url, icon, shape = 'square' } = props;
  const [failed, setFailed] = useState('');
  return (
    <span
      className={`bg-subtle text-quiet flex aspect-square w-full items-center justify-center overflow-hidden ${shape === 'round' ? 'rounded-full' : 'rounded-2xl'}`}
    >
      {url === null || failed === url ? (
        <Icon path={icon} size={48} />
      ) : (
        <img
          src={url}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          className="size-full object-cover transition-transform group-hover:scale-105 motion-reduce:transition-none"
          onError={() => {
            setFailed(url);
          }}
        />
      )}
    </span>
  );
}

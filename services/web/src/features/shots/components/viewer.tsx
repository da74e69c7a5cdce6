import { mdiArrowLeft, mdiChevronLeft, mdiChevronRight, mdiInformationOutline } from '@mdi/js';
import { useState, type ReactElement } from 'react';
import { Button } from '@/shared/components/button';
import { Failure } from '@/shared/components/failure';
import { Icon } from '@/shared/components/icon';
import { useCover } from '@/shared/hooks/use-cover';
import { useShortcuts } from '@/shared/keys/use-shortcuts';
import { strings } from '@/shared/strings';
import { thumbnailUrl, type Pictured } from '@/shared/thumbnail-url';
import { useAsset, type Asset } from '../api/get-asset';
import type { Card } from '../card';
import { useVersions, type Versions } from '../use-versions';
import type { Walk } from '../use-walk';
import { Stage } from './stage';
import { VersionPanel } from './version-panel';
import { VersionsPill } from './versions-pill';

const WIDE = 768;
const KEYED = 9;
const words = strings.shots.viewer;

interface Props {
  readonly assetId: string;
  readonly walk: Walk;
  readonly onShow: (assetId: string, moment: string) => void;
  readonly onClose: (moment: string) => void;
}

/** What is to be seen of an asset before all of it is known. */
function pictureOf(assetId: string, asset: Asset | undefined, card: Card | undefined): Pictured {
  if (asset !== undefined) return { ...asset, fileName: asset.originalFileName };
  if (card?.id === assetId) return card;
  return { id: assetId, fileName: card?.fileName ?? '', thumbhash: null };
}

/** One photo over the whole page, with its versions beside it. */
export function Viewer({ assetId, walk, onShow, onClose }: Props): ReactElement {
  const { card, before, after } = walk;
  const query = useAsset(assetId);
  const asset = query.data;
  const versions = useVersions(asset);
  const [isOpen, setOpen] = useState(() => window.innerWidth >= WIDE);
  const cover = useCover();
  const picture = pictureOf(assetId, asset, card);
  const moment = card?.localDateTime ?? asset?.localDateTime ?? '';
  const go = (to: Card | undefined) => () => {
    if (to !== undefined) onShow(to.id, to.localDateTime);
  };
  const close = () => {
    onClose(moment);
  };
  const view = (id: string) => {
    onShow(id, moment);
  };
  const toggle = () => {
    setOpen((open) => !open);
  };
  useViewerKeys({ versions, assetId, view, close, toggle, back: go(before), on: go(after) });
  const foreseen = asset === undefined || versions.isPending ? card?.versionCount : 0;
  const count = versions.group?.members.length ?? foreseen ?? 0;
  const isVideo = asset === undefined ? card?.isImage === false : asset.type === 'VIDEO';
  return (
    <div
      ref={cover}
      role="dialog"
      aria-modal="true"
      aria-label={picture.fileName}
      data-cover={isOpen ? '' : 'dark'}
      tabIndex={-1}
      className="bg-page fixed inset-0 z-45 flex flex-col outline-none md:flex-row"
    >
      <div className="relative min-h-0 min-w-0 flex-1 bg-black">
        {query.isError && asset === undefined ? (
          <div className="bg-page h-full pt-14">
            <Failure error={query.error} onRetry={() => void query.refetch()} />
          </div>
        ) : (
          <Stage
            picture={picture}
            isVideo={isVideo}
            onSwipe={(step) => {
              go(step > 0 ? after : before)();
            }}
          />
        )}
        <div className="pointer-events-none absolute inset-x-0 top-0 flex h-16 items-center gap-2 bg-linear-to-b from-black/70 px-2 text-white *:pointer-events-auto">
          <Over label={words.back} icon={mdiArrowLeft} onPress={close} />
          <h1 className="min-w-0 flex-1 truncate font-medium">{picture.fileName}</h1>
          {count > 1 && <VersionsPill count={count} isOpen={isOpen} onPress={toggle} />}
          <Over label={words.info} icon={mdiInformationOutline} isOn={isOpen} onPress={toggle} />
        </div>
        {before !== undefined && (
          <Side look="left-1" label={words.previous} icon={mdiChevronLeft} onPress={go(before)} />
        )}
        {after !== undefined && (
          <Side look="right-1" label={words.next} icon={mdiChevronRight} onPress={go(after)} />
        )}
      </div>
      {isOpen && (
        <aside
          aria-label={words.versions}
          tabIndex={0}
          className="max-h-[50dvh] shrink-0 overflow-y-auto md:max-h-none md:w-96"
        >
          <VersionPanel asset={asset} versions={versions} viewed={assetId} onView={view} />
        </aside>
      )}
      <Prefetch cards={[before, after]} />
    </div>
  );
}

function Over(props: {
  label: string;
  icon: string;
  isOn?: boolean;
  onPress: () => void;
}): ReactElement {
  return (
    <Button
      look="round"
      className="text-white! hover:bg-white/20!"
      aria-label={props.label}
      aria-pressed={props.isOn}
      onClick={props.onPress}
    >
      <Icon path={props.icon} size={24} />
    </Button>
  );
}

function Side(props: {
  look: string;
  label: string;
  icon: string;
  onPress: () => void;
}): ReactElement {
  return (
    <span className={`absolute top-1/2 -translate-y-1/2 rounded-full bg-black/40 ${props.look}`}>
      <Over label={props.label} icon={props.icon} onPress={props.onPress} />
    </span>
  );
}

/** Has the browser load what may be looked at next. */
function Prefetch({ cards }: { cards: readonly (Card | undefined)[] }): ReactElement {
  return (
    <div hidden>
      {cards.map((card) =>
        card === undefined ? null : (
          <img key={card.id} src={thumbnailUrl(card, 'preview')} alt="" decoding="async" />
        ),
      )}
    </div>
  );
}

function useViewerKeys(doing: {
  readonly versions: Versions;
  readonly assetId: string;
  readonly view: (assetId: string) => void;
  readonly close: () => void;
  readonly toggle: () => void;
  readonly back: () => void;
  readonly on: () => void;
}): void {
  const { versions, assetId, view } = doing;
  const members = versions.group?.members ?? [];
  const here = members.findIndex((member) => member.assetId === assetId);
  const to = (place: number) => () => {
    members.slice(place, place + 1).forEach((member) => {
      view(member.assetId);
    });
  };
  useShortcuts(words.title, [
    { keys: ['ArrowLeft'], label: words.previous, run: doing.back },
    { keys: ['ArrowRight'], label: words.next, run: doing.on },
    { keys: ['ArrowUp'], label: words.versionBefore, run: to(Math.max(here - 1, 0)) },
    { keys: ['ArrowDown'], label: words.versionAfter, run: to(here + 1) },
    ...Array.from({ length: Math.min(members.length, KEYED) }, (_, place) => ({
      keys: [`${place + 1}`],
      label: words.version,
      run: to(place),
    })),
    {
      keys: ['p'],
      label: strings.versions.setPrimary,
      run: () => {
        const { group } = versions;
        if (group?.switchable !== true) return;
        for (const member of members.slice(here, here + 1)) versions.setPrimary(group, member);
      },
    },
    { keys: ['i'], label: words.info, run: doing.toggle },
    { keys: ['Escape'], label: words.back, run: doing.close },
  ]);
}

import {
  mdiDownload,
  mdiFolderZipOutline,
  mdiLinkOff,
  mdiStarOutline,
  mdiCallSplit,
} from '@mdi/js';
import type { ReactElement } from 'react';
import { Button } from '@/shared/components/button';
import { Failure } from '@/shared/components/failure';
import { Icon } from '@/shared/components/icon';
import { strings } from '@/shared/strings';
import type { Asset } from '../api/get-asset';
import type { Group, Member } from '../api/get-group';
import type { Versions } from '../use-versions';
import { Facts } from './facts';
import { VersionRow, type Row } from './version-row';

const words = strings.versions;

/** All versions of a shot, what is known of each, and what can be done with them. */
export function VersionPanel(props: {
  asset: Asset | undefined;
  versions: Versions;
  viewed: string;
  onView: (assetId: string) => void;
}): ReactElement {
  const { asset, versions, viewed, onView } = props;
  const { group, error, retry } = versions;
  return (
    <div className="flex flex-col gap-3 p-3">
      {error !== null && <Failure title={words.failed} error={error} onRetry={retry} />}
      {group === undefined ? (
        <LoneFile asset={asset} isPending={versions.isPending} onSave={versions.saveOne} />
      ) : (
        <>
          <h2 className="px-2 font-medium">{headingOf(group)}</h2>
          <ol className="flex flex-col gap-1">
            {group.members.map((member) => (
              <VersionRow
                key={member.assetId}
                row={rowOf(member)}
                isViewed={member.assetId === viewed}
                onView={onView}
              >
                <MemberActions group={group} member={member} versions={versions} />
              </VersionRow>
            ))}
          </ol>
          <GroupActions group={group} versions={versions} />
        </>
      )}
      {asset !== undefined && <Facts asset={asset} />}
    </div>
  );
}

function headingOf({ groupType, members }: Group): string {
  const kind = strings.groupTypes[groupType];
  const count = strings.shots.versions(members.length);
  return kind === undefined ? count : `${count} · ${kind}`;
}

const rowOf = (member: Member): Row => ({
  ...member,
  id: member.assetId,
  reasons: member.evidence.map(({ text }) => text),
});

function LoneFile(props: {
  asset: Asset | undefined;
  isPending: boolean;
  onSave: (assetId: string, filename: string) => void;
}): ReactElement | null {
  const { asset, isPending, onSave } = props;
  if (asset === undefined || isPending) return <p role="status">{strings.loading}</p>;
  const { exifInfo: exif } = asset;
  const row = {
    id: asset.id,
    filename: asset.originalFileName,
    type: '',
    size: exif?.fileSizeInByte ?? null,
    width: exif?.exifImageWidth ?? null,
    height: exif?.exifImageHeight ?? null,
    localDateTime: asset.localDateTime,
    thumbhash: asset.thumbhash,
    isPrimary: false,
    reasons: [],
  };
  return (
    <>
      <h2 className="px-2 font-medium">{words.single}</h2>
      <ol>
        <VersionRow row={row} isViewed onView={() => undefined}>
          <Act
            icon={mdiDownload}
            onPress={() => {
              onSave(asset.id, asset.originalFileName);
            }}
          >
            {words.download}
          </Act>
        </VersionRow>
      </ol>
    </>
  );
}

function MemberActions(props: { group: Group; member: Member; versions: Versions }): ReactElement {
  const { group, member, versions } = props;
  return (
    <>
      {group.switchable && !member.isPrimary && (
        <Act
          icon={mdiStarOutline}
          onPress={() => {
            versions.setPrimary(group, member);
          }}
        >
          {words.setPrimary}
        </Act>
      )}
      <Act
        icon={mdiDownload}
        onPress={() => {
          versions.saveOne(member.assetId, member.filename);
        }}
      >
        {words.download}
      </Act>
      <Act
        icon={mdiCallSplit}
        onPress={() => {
          versions.split(group, member);
        }}
      >
        {words.split}
      </Act>
    </>
  );
}

function GroupActions(props: { group: Group; versions: Versions }): ReactElement {
  const { group, versions } = props;
  return (
    <div className="border-line flex flex-wrap gap-1 border-t pt-2">
      <Act
        icon={mdiFolderZipOutline}
        onPress={() => {
          versions.saveAll(group);
        }}
      >
        {words.downloadAll}
      </Act>
      <Act
        icon={mdiLinkOff}
        onPress={() => {
          versions.dissolve(group);
        }}
      >
        {words.dissolve}
      </Act>
    </div>
  );
}

function Act(props: { icon: string; onPress: () => void; children: string }): ReactElement {
  return (
    <Button look="plain" className="px-3! text-sm" onClick={props.onPress}>
      <Icon path={props.icon} />
      {props.children}
    </Button>
  );
}

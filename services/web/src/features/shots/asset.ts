/** A file that stands in a group beside the asset that lists it. */
export interface AlternateVersion {
  readonly id: string;
  readonly filename: string;
  readonly type: string;
  readonly size: number;
}

/** What the page reads of an Immich asset, and the group fields that the gateway adds to it. */
export interface Asset {
  readonly id: string;
  readonly type: string;
  readonly originalFileName: string;
  /** Wall-clock time where the picture was taken, written as if it were UTC. */
  readonly localDateTime: string;
  readonly thumbhash?: string | null;
  readonly width?: number | null;
  readonly height?: number | null;
  readonly groupId?: string;
  readonly groupType?: string;
  readonly isPrimaryVersion?: boolean;
  readonly alternateVersions?: readonly AlternateVersion[];
}

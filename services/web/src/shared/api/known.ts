/** Of files that Immich knows not these are null; only admins who ask for such files see any. */
type OfAsset = 'assetId' | 'ownerId' | 'localDateTime';

/** A file of a group, as the asset that Immich shows it as. */
export type Known<T> = { [K in keyof T]: K extends OfAsset ? NonNullable<T[K]> : T[K] };

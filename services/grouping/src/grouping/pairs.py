"""
The commonest group by far, recognised at a glance: a RAW and a picture that differ in nothing else.

What this says is what the rules would say, in a tenth of their time; a test holds it to that.
"""

from grouping.assembling import BY_REFERENCE
from grouping.candidates import PROXY_EXTENSIONS, Filed
from grouping.judging import OTHER_FOLDER, SURE, base_evidence, camera_evidence, folders_evidence
from grouping.moments import SAME_MOMENT
from grouping.primary import rank_of
from grouping.records import FileRecord, Group, GroupType, Member, Role
from grouping.rules import Rules
from mediacore.formats import Kind

# Members of enums, looked up once: Python 3.11 takes longer over that than over the comparison.
_KIND_OF_RAW, _VIDEO, _RAW_JPEG = Kind.RAW, Kind.VIDEO, GroupType.RAW_JPEG
_RAW, _ORIGINAL = Role.RAW, Role.ORIGINAL


def plain_pair(one: Filed, two: Filed, rules: Rules) -> Group | None:
    """
    Give the group of two files that plainly are a pair, or None where the rules must look closer.

    They lie in one logical folder, and no name, time, camera or id needs weighing. Neither sidecars
    nor decisions are considered: callers ask only where there are none.
    """
    raw, place, stem, extension, name = one
    picture, other_place, other_stem, other_extension, other_name = two
    if name or other_name or stem != other_stem or place.edited or other_place.edited:
        return None
    if picture.kind is _KIND_OF_RAW:
        raw, extension, picture, other_extension = picture, other_extension, raw, extension
    if not _are_one_moment(raw, picture) or {extension, other_extension} & PROXY_EXTENSIONS:
        return None
    preference = rules.auto_primary_preference
    raw_rank = rank_of(extension, raw.kind, preference)
    picture_rank = rank_of(other_extension, picture.kind, preference)
    if raw_rank == picture_rank:
        return None
    evidence = [base_evidence(raw.file_name, stem), SAME_MOMENT.evidence]
    if raw.camera:
        evidence.append(camera_evidence(raw.camera))
    confidence = SURE
    if place.folder != other_place.folder:
        evidence.append(folders_evidence(picture, raw))
        confidence = round(SURE * OTHER_FOLDER, 3)
    reasons = tuple(evidence)
    members = (
        Member(raw.file_id, _RAW, BY_REFERENCE),
        Member(picture.file_id, _ORIGINAL, reasons),
    )
    if picture_rank < raw_rank:
        members = members[::-1]
    return Group(_RAW_JPEG, members, members[0].file_id, confidence, reasons, True)  # noqa: FBT003 - keywords cost time here


def _are_one_moment(raw: FileRecord, picture: FileRecord) -> bool:
    """
    Whether these are a RAW and a picture of one proven moment and one camera, and carry no ids.
    """
    kind, taken = picture.kind, raw.proven_us
    return (
        raw.kind is _KIND_OF_RAW
        and kind is not _KIND_OF_RAW
        and kind is not _VIDEO
        and taken is not None
        and taken == picture.proven_us
        and raw.camera == picture.camera
        and not (raw.content_identifier or picture.content_identifier)
        and not (raw.burst_id or picture.burst_id)
    )

"""
From dirty quick ids to groups: load what hangs together, compare, and store the difference.

One transaction takes a share of the marks under one lock, so that two workers never decide about
the same files. Files that must be read whole first are queued; their key comes again when they are
read, and until then their groups, and those of pictures they hang together with, stay as they were.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dedup import hash_queue
from dedup.components import components
from dedup.drafts import drafts_of, node_of
from dedup.exact import Verdict, compare
from dedup.group_store import Former, former_groups, write_groups
from dedup.levels import stored_levels
from dedup.pair_store import Graph, load_graph
from dedup.preferences import NO_PREFERENCES, Preferences
from dedup.record_store import load_records
from dedup.records import FileRecord, Level
from mediacore.database import Database, WriteSession, raw
from mediacore.library_state import recall, remember

LOCK = 0x6465647570  # "dedup"
MARKS_AT_ONCE = 5000
SWITCH_KEY = "matching"


@dataclass(frozen=True, slots=True)
class Rules:
    """
    What is looked for; groups of what is not looked for disappear.

    :ivar exact: whether files with the same bytes are groups.
    :ivar perceptual: whether alike pictures are.
    :ivar loosest: the loosest level that groups are made at.
    :ivar preferences: by which copies are suggested for keeping.
    """

    exact: bool = True
    perceptual: bool = True
    loosest: Level = Level.L80
    preferences: Preferences = NO_PREFERENCES


def mark_dirty(session: WriteSession, file_ids: Sequence[int]) -> None:
    """
    Note the quick ids of files for comparing.
    """
    raw(session).execute(
        "INSERT INTO dirty_keys (quick_id) SELECT DISTINCT quick_id FROM files"
        " WHERE id = ANY(%s) AND quick_id IS NOT NULL AND kind NOT IN ('sidecar', 'other')",
        (list(file_ids),),
    )


def mark_dirty_pictures(session: WriteSession, picture_ids: Sequence[int]) -> None:
    """
    Note the quick ids of pictures whose pairs are other ones now.
    """
    raw(session).execute(
        "INSERT INTO dirty_keys (quick_id) SELECT quick_id FROM pictures WHERE id = ANY(%s)",
        (list(picture_ids),),
    )


def settle(database: Database, rules: Rules) -> int:
    """
    Compare until nothing is marked; give how many groups were made, changed or removed.
    """
    changed = 0
    while True:
        with database.write() as session:
            raw(session).execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
            _follow_switch(session, rules)
            marks = raw(session).execute(
                "DELETE FROM dirty_keys WHERE id IN (SELECT id FROM dirty_keys ORDER BY id"
                " LIMIT %s) RETURNING quick_id",
                (MARKS_AT_ONCE,),
            )
            keys = sorted({bytes(row[0]) for row in marks})
            if not keys:
                return changed
            changed += regroup(session, keys, rules)


def regroup(session: WriteSession, quick_ids: Collection[bytes], rules: Rules) -> int:
    """
    Bring the groups of these quick ids up to date, or queue what must be read for that.
    """
    keys, closed = set(quick_ids), set[bytes]()
    graph, former = Graph({}, []), dict[uuid.UUID, Former]()
    while not keys <= closed:  # until nothing hangs together with anything outside
        if rules.perceptual and rules.loosest is not Level.EXACT:
            graph = load_graph(session, list(keys), rules.loosest.least)
        closed = keys.union(graph.pictures.values())
        former = former_groups(session, closed)
        keys = closed.union(*(group.lineage.contents for group in former.values()))
    records = load_records(session, list(keys))
    verdicts = _verdicts(keys, records, rules)
    hash_queue.want(session, [row for verdict in verdicts.values() for row in verdict.wanted])
    waiting = _held_up(verdicts, graph, [group.lineage.contents for group in former.values()])
    nodes = [
        node
        for picture_id, key in graph.pictures.items()
        if key not in waiting
        and (node := node_of(picture_id, records.get(key, ()), exact=rules.exact))
    ]
    sets = [found for key in sorted(keys - waiting) for found in verdicts[key].sets]
    drafts = drafts_of(sets, nodes, graph.edges, stored_levels(rules.loosest), rules.preferences)
    settled = {
        key: group for key, group in former.items() if waiting.isdisjoint(group.lineage.contents)
    }
    return write_groups(session, settled, drafts)


def _verdicts(
    keys: Iterable[bytes], records: dict[bytes, list[FileRecord]], rules: Rules
) -> dict[bytes, Verdict]:
    """
    Say of each quick id which of its files are equal, or which must be read for that.
    """
    if not rules.exact:
        return dict.fromkeys(keys, Verdict((), ()))
    return {key: compare(records.get(key, ())) for key in keys}


def _held_up(
    verdicts: dict[bytes, Verdict], graph: Graph, together: Iterable[Collection[bytes]]
) -> set[bytes]:
    """
    Give the quick ids that hang together with one whose files must be read first.
    """
    wanting = {key for key, verdict in verdicts.items() if verdict.wanted}
    if not wanting:
        return set()
    ties: dict[bytes, list[bytes]] = defaultdict(list)
    for left, right, _ in graph.edges:
        ties[graph.pictures[left]].append(graph.pictures[right])
    for contents in together:
        first, *others = contents
        ties[first] += others
    found = components(verdicts, ties)
    return {key for part in found if not wanting.isdisjoint(part) for key in part}


def _follow_switch(session: WriteSession, rules: Rules) -> None:
    """
    After a setting was changed, look at everything that it concerns once.
    """
    before = recall(session, SWITCH_KEY)
    wishes = rules.preferences
    now = [
        rules.exact,
        rules.perceptual,
        rules.loosest.value,
        list(wishes.protected),
        list(wishes.preferred),
    ]
    if before == now:
        return
    remember(session, SWITCH_KEY, now)
    if before is not None:
        raw(session).execute(
            "INSERT INTO dirty_keys (quick_id) SELECT quick_id FROM duplicate_members"
            " UNION SELECT quick_id FROM files WHERE quick_id IS NOT NULL"
            " AND kind NOT IN ('sidecar', 'other') GROUP BY quick_id HAVING count(*) > 1"
            " UNION SELECT quick_id FROM pictures WHERE id IN (SELECT left_id FROM duplicate_pairs"
            " WHERE score >= %(least)s UNION SELECT right_id FROM duplicate_pairs"
            " WHERE score >= %(least)s)",
            {"least": Level.L80.least},
        )

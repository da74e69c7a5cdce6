"""
Candidates out of a real database.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest

from dedup.candidate_rules import CandidateRules
from dedup.candidate_search import near_hashes, near_vectors, search, store_candidates
from dedup.records import Medium, PictureSource
from mediacore.database import Database, raw
from tests.integration.dedup.picture_shelf import PictureShelf, axis, turns

FAR = 0x0F0F_0F0F_0F0F_0F0F
THUMBNAIL = PictureSource.THUMBNAIL


@pytest.fixture
def shelf(database_url: Callable[[str], str]) -> Iterator[PictureShelf]:
    """
    An empty database for pictures.
    """
    database = Database(database_url("dedup"), pool_size=2)
    yield PictureShelf(database)
    database.close()


def found(
    shelf: PictureShelf, ids: Sequence[int], rules: CandidateRules | None = None
) -> list[tuple[int, int]]:
    """
    Search for candidates of pictures.
    """
    with shelf.database.write() as session:
        return search(session, ids, rules or CandidateRules(), turns=turns)


def test_near_hash_is_a_candidate_of_either(shelf: PictureShelf) -> None:
    """
    Whichever of two pictures is searched for, and in one batch, the pair is the same.
    """
    one, _, other = shelf.put(-1), shelf.put(FAR), shelf.put(2**63 - 4)

    assert found(shelf, [one]) == found(shelf, [other]) == [(one, other)]
    assert found(shelf, [one, other]) == [(one, other)]


def test_hash_of_a_fuller_picture_reaches_three_bits(shelf: PictureShelf) -> None:
    """
    Two fuller pictures with eleven different bits are no candidates.
    """
    one = shelf.put(0)
    shelf.put(0x7FF)

    assert found(shelf, [one]) == []


@pytest.mark.parametrize(
    ("one", "other"), [(THUMBNAIL, PictureSource.FULL), (PictureSource.FULL, THUMBNAIL)]
)
def test_thumbnail_reaches_eleven_bits(
    shelf: PictureShelf, one: PictureSource, other: PictureSource
) -> None:
    """
    Where either hash is a thumbnail's, eleven bits all over the hash are near.
    """
    first = shelf.put(0, source=one)
    second = shelf.put(0x0007_0007_0007_0003, source=other)

    assert found(shelf, [first]) == found(shelf, [second]) == [(first, second)]


def test_raw_and_image_are_strangers(shelf: PictureShelf) -> None:
    """
    RAW files are compared with RAW files only, by hash and by vector.
    """
    image = shelf.put(1, [axis(1)])
    one = shelf.put(1, [axis(1)], medium=Medium.RAW)
    other = shelf.put(1, [axis(1)], medium=Medium.RAW)

    assert found(shelf, [image, one]) == [(one, other)]


def test_black_frames_are_no_candidates(shelf: PictureShelf) -> None:
    """
    Pictures that tell nothing are neither found nor searched for.
    """
    black = shelf.put(0, [axis(1)], informative=False)
    one = shelf.put(0)
    shelf.put(FAR, [axis(1)], informative=False)

    assert found(shelf, [black]) == found(shelf, [one]) == []


def test_equal_hashes_give_a_star(shelf: PictureShelf) -> None:
    """
    Each of many pictures with one hash is linked to the first and the last of them.
    """
    ids = [shelf.put(9) for _ in range(8)]

    assert found(shelf, ids[3:4]) == [(ids[0], ids[3]), (ids[3], ids[7])]
    assert len(found(shelf, ids)) == 2 * 6 + 1


def test_mirrored_vector_is_a_candidate(shelf: PictureShelf) -> None:
    """
    A picture with another hash is found by what it looks like when it is mirrored.
    """
    one = shelf.put(0, [axis(9), axis(1)])
    other = shelf.put(FAR, [axis(65, 3, 0.2)])
    shelf.put(~FAR, [axis(30)])

    assert found(shelf, [one]) == [(one, other)]


def test_only_nearest_vectors_are_candidates(shelf: PictureShelf) -> None:
    """
    Of more near vectors than are wanted, the nearest count.
    """
    one, near, _ = (
        shelf.put(phash, [axis(1, 2, share)])
        for phash, share in ((0, 0.0), (FAR, 0.1), (~FAR, 0.4))
    )

    assert found(shelf, [one], CandidateRules(most_vectors=1)) == [(one, near)]


def test_nothing_is_found_for_nothing(shelf: PictureShelf) -> None:
    """
    No pictures, and pictures that are gone, have no candidates.
    """
    assert found(shelf, []) == found(shelf, [404]) == []


def test_many_are_searched_for_in_memory(shelf: PictureShelf) -> None:
    """
    A batch that is large enough gives the same pairs without the database's bands.
    """
    rng = np.random.default_rng(5)
    bits = rng.integers(0, 64, (40, 9), dtype=np.uint64)
    hashes = np.bitwise_xor.reduce(np.uint64(1) << bits, axis=1) * (rng.integers(0, 4, 40) > 0)
    ids = [
        shelf.put(int(value), source=THUMBNAIL if number % 3 == 0 else PictureSource.FULL)
        for number, value in enumerate(hashes.astype(np.uint64).view(np.int64))
    ]
    shelf.put(0, informative=False)
    shelf.put(0, medium=Medium.RAW)
    rules = CandidateRules()
    with shelf.database.write() as session:
        slow = near_hashes(session, ids[:25], Medium.IMAGE, rules).tolist()
        fast = near_hashes(session, ids[:25], Medium.IMAGE, rules, many=25).tolist()

    assert len(slow) > 40
    assert fast == [pair for pair in fast if set(pair) & set(ids[:25])]
    assert {tuple(pair) for pair in slow} <= {tuple(pair) for pair in fast}


def test_many_vectors_are_compared_in_memory(shelf: PictureShelf) -> None:
    """
    A batch that is large enough gives the same pairs without the graph index; RAW stays apart.
    """
    rng = np.random.default_rng(5)
    vectors = np.abs(rng.normal(size=(30, 128))).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    ids = [shelf.put(0, [vector]) for vector in vectors]
    shelf.put(0, [vectors[0]], medium=Medium.RAW)
    rules = CandidateRules(vector_distance=0.82)
    with shelf.database.write() as session:
        asked = near_vectors(session, ids[:9], Medium.IMAGE, rules, turns).tolist()
        compared = near_vectors(session, ids[:9], Medium.IMAGE, rules, turns, many=9).tolist()
        nothing = near_vectors(session, [404], Medium.IMAGE, rules, turns, many=1).tolist()

    assert len(asked) > 9
    assert compared == asked
    assert nothing == []


def test_bands_are_asked_through_their_indexes(shelf: PictureShelf) -> None:
    """
    Even with poor statistics no band is looked for by reading all pictures.
    """
    shelf.run(
        "INSERT INTO pictures (quick_id, medium, state, source, phash, informative)"
        " SELECT uuid_send(gen_random_uuid()), 'image', 'ready', 'full',"
        " hashtextextended(i::text, 0), true FROM generate_series(1, 20000) AS i"
    )
    one = shelf.put(123456789)
    shelf.run("ANALYZE pictures")
    with shelf.database.write() as session:
        near_hashes(session, [one], Medium.IMAGE, CandidateRules())
        used = raw(session).execute(
            "SELECT i.relname FROM pg_class i JOIN pg_index x ON x.indexrelid = i.oid"
            " WHERE x.indrelid = 'pictures'::regclass AND pg_stat_get_xact_numscans(i.oid) > 0"
            " AND i.relname LIKE 'ix_pictures_band_%%'"
        )
        names = sorted(row[0] for row in used)
    assert names == [f"ix_pictures_band_{band}" for band in range(4)]


def test_candidates_are_stored_once(shelf: PictureShelf) -> None:
    """
    A pair is kept with the smaller id on the left, once; a picture is no pair with itself.
    """
    with shelf.database.write() as session:
        store_candidates(session, [(5, 2), (2, 5), (7, 7), (2, 3)])
    with shelf.database.write() as session:
        store_candidates(session, [(3, 2)])
        store_candidates(session, [])

    query = "SELECT left_id, right_id FROM candidate_pairs ORDER BY 1, 2"
    assert shelf.rows(query) == [(2, 3), (2, 5)]


def test_verified_pairs_are_no_candidates_again(shelf: PictureShelf) -> None:
    """
    What verifying has judged, rejected pairs too, is not queued again.
    """
    shelf.run("INSERT INTO duplicate_pairs VALUES (1, 2, 0.1, 'different', '[]')")
    with shelf.database.write() as session:
        store_candidates(session, [(2, 1)])

    assert shelf.rows("SELECT left_id FROM candidate_pairs") == []

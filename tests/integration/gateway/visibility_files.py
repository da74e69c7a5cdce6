"""
Files of the visibility matrix, each known by a word that stands nowhere else; and who may see them.

A group is called after what is special about it. Wherever somebody must not see a member, it stands
first, so that whatever a service says of the group speaks of it.
"""

OWN, COMMON, OTHERS, STRAY = "library-own", "library-common", "library-others", "library-stray"

PATHS = {
    word: f"{folder}/{word}.{suffix}"
    for folder, suffix, words in (
        (OWN, "dng", "zqamsel zqnandu zqrotmilan zqspatz zqtaube zqwaldkauz zqlerche zqpapagei"),
        (OWN, "jpg", "zqbuchfink zqpirol zqschwalbe zqstieglitz zquhu zqwiedehopf zqhabicht"),
        (OWN, "jpg", "zqmerlin zqreiher zqspecht zqstorch zqwachtel"),
        (OWN, "jpg", "zqzeisig zqzilpzalp zqlumme zqmeise zqnachtigall zqortolan zqpelikan"),
        (OWN, "jpg", "zqpinguin"),
        (COMMON, "dng", "zqfalke"),
        (COMMON, "jpg", "zqgimpel zqkiebitz"),
        (OTHERS, "dng", "zqdohle"),
        (OTHERS, "jpg", "zqelster zqibis zqmoewe zqpfau"),
        (STRAY, "jpg", "zqzaunkoenig zqkranich zqkuckuck zqrabe"),
    )
    for word in words.split()
}

CLUSTERS = {
    "own": ("zqamsel", "zqbuchfink"),
    "other": ("zqdohle", "zqelster"),
    "common": ("zqfalke", "zqgimpel"),
    "crossed": ("zqibis", "zqhabicht"),
    "across": ("zqkiebitz", "zqlerche"),
    "archived": ("zqmerlin", "zqnandu", "zqpirol"),
    "trashed": ("zqreiher", "zqrotmilan", "zqschwalbe"),
    "locked": ("zqspecht", "zqspatz", "zqstieglitz"),
    "offline": ("zqstorch", "zqtaube", "zquhu"),
    "hidden": ("zqwachtel", "zqwaldkauz", "zqwiedehopf"),
    "mixed": ("zqzaunkoenig", "zqzeisig", "zqzilpzalp"),
    "unknown": ("zqkranich", "zqkuckuck"),
    "half": ("zqlumme", "zqmeise"),
    "linked": ("zqmoewe", "zqortolan"),
}
LINK = ("zqmoewe", "zqnachtigall")  # one physical file; its second name is the owner's
ORPHAN = "zqpapagei"
CANDIDATES = ("zqpelikan", "zqpfau", "zqpinguin", "zqrabe")

ARCHIVED = frozenset({"zqmerlin", "zqlumme"})
TRASHED = frozenset({"zqreiher"})
LOCKED = frozenset({"zqspecht", "zqpinguin"})
OFFLINE = frozenset({"zqstorch"})
HIDDEN = frozenset({"zqwachtel"})
NOT_SHOWN = ARCHIVED | TRASHED | LOCKED | OFFLINE | HIDDEN


def within(*folders: str) -> frozenset[str]:
    """
    Give what lies in some folders and shows.
    """
    found = {word for word, path in PATHS.items() if path.startswith(folders)}
    return frozenset(found - NOT_SHOWN)


OWNERS = within(OWN, COMMON)
SECONDS = within(COMMON)
OTHER_USERS = within(OTHERS)
UNMATCHED = frozenset(CLUSTERS["unknown"])
"""
The files that have no asset at all and stand in a group by themselves.
"""


def grouped(shown: frozenset[str]) -> dict[str, frozenset[str]]:
    """
    Give the groups of whoever sees some files: at least two are in each.
    """
    found = {}
    for cluster, words in CLUSTERS.items():
        names = {*words, LINK[1]} if LINK[0] in words else {*words}
        seen = frozenset(names & shown)
        if len(seen) > 1:
            found[cluster] = seen
    return found

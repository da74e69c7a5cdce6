"""
A gateway's read models with many groups, as the feed would have made them: filled by SQL.

`few` sees 1 % of the groups, `many` all of them. Each group of versions is a RAW with its JPEG and
each of these pairs has a twin somewhere: as many groups of duplicates at every level.
"""

import psycopg

MANY = "00000000-0000-4000-8000-00000000000a"
FEW = "00000000-0000-4000-8000-00000000000b"
MONTHS = 60
SHARE = 100  # `few` sees one group of so many

_IDS = {
    "asset": "('a0000000-0000-4000-{0}-' || lpad(to_hex({1}), 12, '0'))::uuid",
    "version": "('b0000000-0000-4000-8000-' || lpad(to_hex({0}), 12, '0'))::uuid",
    "duplicate": "('c0000000-0000-4000-8000-' || lpad(to_hex({0}), 12, '0'))::uuid",
}
AT = "timestamp '2021-01-01' + n * interval '{0} seconds'"
LEVELS = "unnest(array['exact', '0.98', '0.95', '0.90', '0.85', '0.80'])"


def asset(n: str, role: int) -> str:
    """
    Give the id of a shot's RAW (0), JPEG (1) or the JPEG's twin (2), as SQL.
    """
    return _IDS["asset"].format(f"800{role}", n)


def fill(url: str, groups: int, others: int = 0) -> None:
    """
    Fill an empty, migrated database.

    :param others: assets of further users, which nobody asked for.
    """
    at = AT.format(MONTHS * 30 * 86_400 // groups)
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute("SET synchronous_commit = off")
        for owner, name, step in ((MANY, "many", 1), (FEW, "few", SHARE)):
            connection.execute(
                "INSERT INTO users (user_id, name, email, is_admin, version)"
                " VALUES (%s, %s, %s, false, 1)",
                (owner, name, name),
            )
            _assets(connection, owner, groups, step, at, name)
            _groups(connection, owner, groups, step, at, name)
        _strangers(connection, others)
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _assets(
    connection: psycopg.Connection, owner: str, groups: int, step: int, at: str, name: str
) -> None:
    roles = ((0, "cr2", "IMG"), (1, "jpg", "IMG"), (2, "jpg", "copy"))
    shift = 0 if step == 1 else 2**40
    for role, extension, stem in roles:
        path = f"'{name}/' || n / 500 || '/{stem}_' || lpad(n::text, 7, '0') || '.{extension}'"
        connection.execute(
            f"INSERT INTO files (path_key, path) SELECT decode(md5({path}), 'hex'), {path}"  # noqa: S608 - parts are constants of this module
            f" FROM generate_series(0, {groups - 1}, {step}) n".encode()
        )
        connection.execute(
            "INSERT INTO assets (asset_id, owner_id, file_id, original_path, original_file_name,"  # noqa: S608 - parts are constants of this module
            " kind, visibility, view, is_trashed, is_offline, is_favorite, shown, local_at, month,"
            " updated_at, thumbhash, width, height, size, camera)"
            f" SELECT {asset(f'n + {shift}', role)}, '{owner}', f.file_id, '/mnt/' || f.path,"
            " regexp_replace(f.path, '.*/', ''), 'IMAGE', 'timeline', 'timeline', false, false,"
            f" false, true, {at}, date_trunc('month', {at}), now(),"
            " '1QcSHQRnh493V4dIh4eXh1h4kJUI', 6000, 4000, 12000000,"
            " (array['Canon EOS R6', 'NIKON Z 8', 'SONY ILCE-7M4'])[n % 3 + 1]"
            f" FROM generate_series(0, {groups - 1}, {step}) n JOIN files f ON f.path_key ="
            f" decode(md5({path}), 'hex')".encode()
        )


def _groups(
    connection: psycopg.Connection, owner: str, groups: int, step: int, at: str, name: str
) -> None:
    shift = 0 if step == 1 else 2**40
    n = f"n + {shift}"
    folder = f"'{name}/' || n / 500 || '/"
    number = "lpad(n::text, 7, '0')"

    def member(role: int, stem: str, extension: str, kind: str) -> str:
        named = f"'{stem}_' || {number} || '.{extension}'"
        return (
            f"jsonb_build_object('id', {asset(n, role)}, 'filename', {named}, 'type', '{kind}',"
            f" 'size', 12000000 + n % 1000 * {role}, 'path', {folder}' || {named})"
        )

    raw, jpeg = member(0, "IMG", "cr2", "raw"), member(1, "IMG", "jpg", "jpeg")
    twin = member(2, "copy", "jpg", "jpeg")
    kinds = (
        (
            "version",
            "''",
            "version",
            "CASE n % 10 WHEN 0 THEN 'burst' ELSE 'raw_jpeg' END",
            jpeg,
            raw,
        ),
        (
            "duplicate",
            LEVELS,
            "duplicate",
            "CASE n % 10 WHEN 0 THEN 'perceptual' ELSE 'exact' END",
            jpeg,
            twin,
        ),
    )
    for kind, levels, ids, type_, first, second in kinds:
        connection.execute(
            "INSERT INTO owner_groups (owner_id, kind, level, group_id, type, switchable, burst,"  # noqa: S608 - parts are constants of this module
            " revision, count, size, savings, similarity, newest, earliest, cover_id, path,"
            f" members) SELECT '{owner}', '{kind}', {levels}, {_IDS[ids].format(n)}, {type_}, true,"
            f" false, 1, 2, 24000000 + n % 1000, 12000000 + hashint4(n::int) % 1000000,"
            f" 0.8 + (n % 2000) / 10000.0, {at}, {at}, {asset(n, 1)}, {folder}IMG_' || {number},"
            f" jsonb_build_array({first}, {second})"
            f" FROM generate_series(0, {groups - 1}, {step}) n".encode()
        )
    connection.execute(
        "INSERT INTO asset_groups (asset_id, kind, level, group_id, owner_id)"  # noqa: S608 - constant parts
        " SELECT (m->>'id')::uuid, kind, level, group_id, owner_id FROM owner_groups,"
        f" jsonb_array_elements(members) m WHERE owner_id = '{owner}'".encode()
    )
    connection.execute(
        "INSERT INTO owner_cards (owner_id, card_id, month, at, cover_id, count, group_id)"
        " SELECT owner_id, group_id, date_trunc('month', earliest), earliest, cover_id, 2, group_id"
        " FROM owner_groups WHERE owner_id = %s AND kind = 'version' UNION ALL"
        " SELECT owner_id, asset_id, month, local_at, asset_id, 1, NULL FROM assets a"
        " WHERE owner_id = %s AND original_file_name LIKE 'copy%%'",
        (owner, owner),
    )


def _strangers(connection: psycopg.Connection, others: int) -> None:
    connection.execute(
        "INSERT INTO assets (asset_id, owner_id, original_path, original_file_name, kind,"
        " visibility, view, is_trashed, is_offline, is_favorite, shown, local_at, month,"
        " updated_at) SELECT gen_random_uuid(), gen_random_uuid(), '/mnt/x', 'x.jpg', 'IMAGE',"
        " 'timeline', 'timeline', false, false, false, true, now(), now(), now()"
        " FROM generate_series(1, %s)",
        (others,),
    )

"""Opening a store: any that should open does, and for any that does not its user learns what to do."""

from __future__ import annotations

import os
import re
import socket
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen, run

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from pipeline.store.migrate import STEPS
from pipeline.store.open import Store, open_store
from pipeline.store.read import Reader
from pipeline.store.tables import HEAD, metadata
from pipeline.store.write import Writer
from rules.core.errors import UserError
from tests.store.cluster import PASSWORD, Cluster
from tests.store.made import DAY, RULE, SITE, Nights, fact, finding


def audited(store: Store) -> int:
    writer = Writer(store)
    run = Nights(writer, Reader(store)).night(["fair"], [finding("fair")])
    writer.close()
    return run.id


def test_what_was_kept_is_there_when_the_store_is_opened_again(url: str) -> None:
    with open_store(url) as store:
        run = audited(store)
    with open_store(url, create=False) as store:
        assert Reader(store).latest().id == run


def test_the_newest_step_is_the_schema_of_the_tables() -> None:
    config = Config()
    config.set_main_option("script_location", str(STEPS))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_the_steps_from_nothing_come_to_the_tables(url: str) -> None:
    with stepped_up(url) as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []


def test_the_steps_from_nothing_come_to_the_same_sqlite_schema(tmp_path: Path) -> None:
    with stepped_up(f"sqlite:///{tmp_path / 'stepped.db'}"):
        pass
    open_store(f"sqlite:///{tmp_path / 'new.db'}").close()
    assert _schema(tmp_path / "stepped.db") == _schema(tmp_path / "new.db")


@contextmanager
def stepped_up(url: str) -> Iterator[sa.Connection]:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(STEPS))
        command.upgrade(config, "head")
        yield connection
    engine.dispose()


def _schema(path: Path) -> set[tuple[str, frozenset[str]]]:
    connection = sqlite3.connect(path)
    told = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE '%alembic%' AND sql IS NOT NULL"
    )
    schema = {(name, frozenset(part.strip(" ,\t)") for part in re.split("\n|, |\\)$", sql))) for name, sql in told}
    connection.close()
    return schema


def test_a_store_without_steps_to_take_opens_without_alembic(tmp_path: Path) -> None:
    code = (
        "import sys; from pipeline.store.open import open_store\n"
        f"for _ in range(2): open_store('sqlite:///{tmp_path / 'store.db'}').close()\n"
        "assert 'alembic' not in sys.modules"
    )
    assert run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_store_of_an_older_version_takes_the_steps_that_are_missing(url: str) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    engine.dispose()
    with open_store(url) as store:
        assert audited(store) == 1
        at = sa.select(sa.text("version_num FROM alembic_version"))
        assert [row[0] for row in store.rows(at)] == [HEAD]


def test_a_store_of_a_newer_version_is_left_alone(url: str) -> None:
    with open_store(url) as store, store.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0999'"))
    with pytest.raises(UserError, match="newer version of localoffer"):
        open_store(url)


def test_the_tables_of_another_program_are_left_alone(url: str) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE page (id INTEGER)"))
    with pytest.raises(UserError, match="tables of another program"):
        open_store(url)
    with engine.connect() as connection:
        assert sa.inspect(connection).get_table_names() == ["page"]
    engine.dispose()


@pytest.mark.parametrize("url", ["localoffer.db", "", "mysql://u:p@h/d", "sqlite+aiosqlite:///x.db", "a:b"])
def test_what_is_no_url_of_ours_is_told_with_an_example(url: str) -> None:
    with pytest.raises(UserError, match=r"sqlite:///localoffer\.db"):
        open_store(url)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Check that its folder exists"):
        open_store(f"sqlite:///{tmp_path / 'no' / 'store.db'}")


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear families,\n" * 100)
    with pytest.raises(UserError, match="not a SQLite database"):
        open_store(f"sqlite:///{tmp_path / 'letter.txt'}")


def test_a_report_of_a_store_that_is_not_there_makes_none(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Run `localoffer audit` first"):
        open_store(f"sqlite:///{tmp_path / 'store.db'}", create=False)
    assert list(tmp_path.iterdir()) == []


@contextmanager
def as_anybody() -> Iterator[None]:
    """Root may write anywhere; for the while of the block we are not root."""
    if os.geteuid() == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(os.getuid())


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    for parent in tmp_path.parents[:3]:
        parent.chmod(0o755)
    with as_anybody(), pytest.raises(UserError, match="you may write to it"):
        open_store(f"sqlite:///{tmp_path / 'store.db'}")


def test_a_store_that_cannot_be_written_to(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path / 'store.db'}").close()
    (tmp_path / "store.db").chmod(0o444)
    tmp_path.chmod(0o555)
    for parent in tmp_path.parents[:3]:
        parent.chmod(0o755)
    with as_anybody(), pytest.raises(UserError, match="--store"):
        open_store(f"sqlite:///{tmp_path / 'store.db'}")


def test_a_server_that_is_down() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"postgresql+psycopg://u:open-sesame@127.0.0.1:{taken.getsockname()[1]}/offer"
        with pytest.raises(UserError, match="Check that the server is running") as told:
            open_store(url)
    assert "open-sesame" not in str(told.value)
    assert "u:***@127.0.0.1" in str(told.value)


def test_a_wrong_password_is_not_shown(cluster: Cluster) -> None:
    with pytest.raises(UserError, match="password authentication failed") as told:
        open_store(cluster.url(password="sesame-street-6"))
    assert "sesame-street-6" not in str(told.value)


def test_a_database_that_is_not_there(cluster: Cluster) -> None:
    with pytest.raises(UserError, match='"nowhere" does not exist') as told:
        open_store(cluster.url(name="nowhere"))
    assert PASSWORD not in str(told.value)


def test_a_database_that_we_may_not_change(cluster: Cluster, postgresql: str) -> None:
    cluster.run("CREATE ROLE guest LOGIN PASSWORD 'guest-5'")
    with pytest.raises(UserError, match=r"no schema that you may create tables in.*Ask for the rights"):
        open_store(cluster.url(user="guest", password="guest-5"))
    cluster.run("GRANT USAGE ON SCHEMA public TO guest")
    with pytest.raises(UserError, match=r"You may not do this.*Ask for the rights"):
        open_store(cluster.url(user="guest", password="guest-5"))


def test_a_database_that_can_only_be_read(cluster: Cluster, postgresql: str) -> None:
    with pytest.raises(UserError, match="can only be read"):
        open_store(f"{postgresql}?options=-cdefault_transaction_read_only%3Don")


def test_postgresql_may_be_written_in_short(postgresql: str) -> None:
    for short in ("postgres", "postgresql"):
        with open_store(postgresql.replace("postgresql+psycopg", short)) as store:
            assert store.engine.dialect.name == "postgresql"


def test_a_store_for_the_moment_is_gone_when_it_is_closed() -> None:
    with open_store("sqlite://") as store:
        path = Path(store.engine.url.database or "")
        assert audited(store) == 1
        assert path.is_file()
    assert not path.parent.exists()


def test_two_who_open_a_new_store_at_once_both_get_it(url: str) -> None:
    code = f"from pipeline.store.open import open_store; open_store({url!r}).close()"
    both = [Popen([sys.executable, "-c", code]) for _ in range(2)]
    assert [one.wait(60) for one in both] == [0, 0]


def test_a_site_audited_twice_on_one_day_has_two_runs(url: str) -> None:
    with open_store(url) as store:
        writer, reader = Writer(store), Reader(store)
        runs = [writer.begin(SITE, DAY, "0.1.0") for _ in range(2)]
        assert [run.id for run in reader.runs(SITE)] == runs[::-1]


def without_later_steps(old: sqlite3.Connection) -> None:
    """Take away what the steps after 0003 add."""
    for name in ("body", "blob", "sitemap", "link", "told"):
        old.execute(f"DROP TABLE {name}")
    old.execute("ALTER TABLE run DROP COLUMN note")
    old.execute("ALTER TABLE page DROP COLUMN listed")


def test_facts_of_a_store_that_held_them_by_row_are_packed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'old.db'}"
    texts = 'path TEXT, block TEXT, start INT, "end" INT, key TEXT, value TEXT, kind TEXT'
    held = [fact("fair", "9 May"), fact("fair", "3 May", key="team")]
    with open_store(url) as store:
        run = audited(store)
    with sqlite3.connect(tmp_path / "old.db") as old:
        without_later_steps(old)
        (page,) = old.execute("SELECT id FROM page").fetchone()
        old.execute("DROP TABLE fact")
        old.execute(f"CREATE TABLE fact (page_id BIGINT, rule TEXT, n INT, {texts})")
        for n, kept in reversed([*enumerate(held)]):
            row = (
                kept.place.path,
                kept.place.block,
                kept.place.start,
                kept.place.end,
                kept.key,
                kept.value,
                kept.kind,
            )
            old.execute("INSERT INTO fact VALUES (?,?,?,?,?,?,?,?,?,?)", (page, RULE, n, *row))
        old.execute("UPDATE alembic_version SET version_num = '0002'")
    with open_store(url) as store:
        reader = Reader(store)
        assert list(reader.facts(reader.run(run), RULE)) == held

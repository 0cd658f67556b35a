# needs: alembic==1.20.1 sqlalchemy==2.1.9 django==6.1.3 psycopg[binary]==3.3.9
# shows: autogenerate turns a rename into drop and add; two branches give two heads; Django refuses a concurrent index in an atomic migration
import contextlib
import io
import tempfile
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, MetaData, String, Table, create_engine, text

engine = create_engine("sqlite://")
with engine.begin() as connection:
    connection.execute(text("CREATE TABLE users (mail VARCHAR(50))"))
    model = MetaData()
    Table("users", model, Column("email", String(50)))
    found = compare_metadata(MigrationContext.configure(connection), model)
    changes = sorted((change[0], change[3].name) for change in found)
    assert changes == [("add_column", "email"), ("remove_column", "mail")], changes
engine.dispose()

with tempfile.TemporaryDirectory() as folder:
    versions = Path(folder) / "versions"
    versions.mkdir()
    (Path(folder) / "script.py.mako").write_text("")
    for name, down in [("one", None), ("two", "one"), ("three", "one")]:
        (versions / f"{name}.py").write_text(f"revision = {name!r}\ndown_revision = {down!r}\n")
    config = Config()
    config.set_main_option("script_location", folder)
    with contextlib.redirect_stdout(io.StringIO()):
        heads = ScriptDirectory.from_config(config).get_heads()
    assert sorted(heads) == ["three", "two"], heads

from django.contrib.postgres.operations import AddIndexConcurrently  # noqa: E402
from django.db import NotSupportedError, models  # noqa: E402


class Editor:
    class connection:
        in_atomic_block = True

    atomic_migration = True


try:
    AddIndexConcurrently("user", models.Index(fields=["email"], name="by_email"))._ensure_not_in_transaction(Editor)
except NotSupportedError:
    pass
else:
    raise AssertionError("a concurrent index ran in a transaction")
print("ok")

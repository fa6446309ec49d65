# %% [markdown]
# # A migration, rehearsed
#
# By the end of this lab, you'll have upgraded a database with rows in it and downgraded it again. You'll know what to
# compare before and after, which data a downgrade loses, and what has to wait while a migration runs.
#
# The project has two revisions. In the first one, an agent's AI model is a string such as `acme/large`; the second one
# moves AI models to a separate table. `alembic("upgrade head")` does the same as that command in a shell.

# %% tags=["remove-cell"]
from harness.drawing.notebook import say

# %%
from uuid import uuid4

from alembic import op
from domain import new_engine
from migrations._tools import alembic, migrate, new_project
from sqlalchemy import Column, ForeignKey, Integer, MetaData, create_engine, func, insert, select, text

engine = new_project()
alembic("upgrade 0001")

# %% [markdown]
# ## A database like production's
#
# A migration that succeeds on an empty database proves little, so the rehearsal starts at the old revision and inserts
# rows.

# %%
alembic("current")
#> 0001

# %%
def tables() -> MetaData:
    """The tables that are in the database now."""
    metadata = MetaData()
    metadata.reflect(engine)
    return metadata


old = tables().tables
models = ["acme/large", "acme/small", "berry/one", None]

with engine.begin() as connection:
    project_id = uuid4().hex
    connection.execute(insert(old["project"]), [{"id": project_id, "name": "apollo", "status": "ACTIVE"}])
    connection.execute(
        insert(old["agent"]),
        [
            {"id": uuid4().hex, "name": f"agent {n}", "role": "WORKER", "project_id": project_id, "model": models[n % 4]}
            for n in range(1_000)
        ],
    )
#: 2 statements, 1001 parameter sets

# %% [markdown]
# Before you change anything, record what must still be true after the upgrade. A count of rows isn't enough, so this
# query counts the agents of each model.

# %%
def agents_by_model() -> dict:
    agent = tables().tables["agent"]
    query = select(agent.c.model, func.count()).group_by(agent.c.model)
    with engine.connect() as connection:
        return dict(connection.execute(query).all())


before = agents_by_model()
print(before)
#> {None: 250, 'acme/large': 250, 'acme/small': 250, 'berry/one': 250}

# %% [markdown]
# ## Upgrade

# %%
alembic("upgrade head")
alembic("current")
#> 0002 (head)

# %% [markdown]
# Open the SQL of that step and read it. The revision adds a column, and then a named foreign key constraint for it.
# SQLite can't add a foreign key to an existing column, so Alembic's [batch mode](../migrations/batch_mode.md) creates a
# new table under a temporary name, copies every row, drops the old table, and renames the new one. On PostgreSQL, the
# same code emits a plain `ALTER TABLE`.
#
# Now run the same query on the new tables.

# %%
new = tables().tables
agent, ai_model = new["agent"], new["ai_model"]

with engine.connect() as connection:
    query = (
        select(ai_model.c.name, func.count())
        .select_from(agent.outerjoin(ai_model, agent.c.ai_model_id == ai_model.c.id))
        .group_by(ai_model.c.name)
    )
    after = dict(connection.execute(query).all())

assert after == before
say(f"There are {sum(after.values()):,} agents, and each model has as many of them as before.")

# %% [markdown]
# Do the models in the code match the tables in the database? `check` compares them.

# %%
alembic("check")
#> No new upgrade operations detected.

# %% [markdown]
# ## The new tables are used
#
# After the release, the service writes to the new table: it adds an AI model that no agent uses yet, and sets the price
# of another.

# %%
with engine.begin() as connection:
    connection.execute(
        insert(ai_model), [{"id": uuid4().hex, "name": "berry/two", "provider": "berry"}]
    )
    priced = ai_model.update().where(ai_model.c.name == "acme/large")
    connection.execute(priced.values(model_metadata={"price": 3}))
    print(connection.scalar(select(func.count()).select_from(ai_model)))
    #> 4

# %% [markdown]
# ## Downgrade

# %%
alembic("downgrade -1")
alembic("current")
#> 0001

assert agents_by_model() == before

# %% [markdown]
# All data from before the upgrade is still there, but the old tables have no place for data written since. Upgrade
# again to see which data survived:

# %%
alembic("upgrade head")

with engine.connect() as connection:
    ai_model = tables().tables["ai_model"]
    rows = connection.execute(select(ai_model.c.name, ai_model.c.model_metadata).order_by("name")).all()
    for row in rows:
        print(row.name, row.model_metadata)
    #> acme/large None
    #> acme/small None
    #> berry/one None

# %% [markdown]
# The unused AI model is gone, and so is the price. No error was raised, and the counts of agents are correct. So
# downgrade only if nothing important has been written to the new tables yet. Later, [restore a backup or fix the
# problem with a new revision](../migrations/downgrade.md).
#
# ## What has to wait
#
# A migration is a transaction that writes. If the service writes at the same time, it may have to wait. In this lab,
# the service's timeout is 0, so its write fails at once instead.

# %%
service = create_engine(engine.url, connect_args={"timeout": 0})

# %% tags=["raises-exception"]
def upgrade() -> None:
    op.execute(text("UPDATE agent SET role = 'LEAD' WHERE name = 'agent 1'"))
    with service.connect() as reader:
        print("read:", reader.scalar(text("SELECT count(*) FROM agent")))
        #> read: 1000
    with service.begin() as writer:
        writer.execute(text("UPDATE project SET status = 'ACTIVE'"))
        #! sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) database is locked


migrate(engine, upgrade)

# %% [markdown]
# The read succeeds, and the write fails. SQLite locks the whole file, including tables that the migration doesn't
# touch. PostgreSQL locks single tables, but many forms of `ALTER TABLE` [also block
# readers](../postgresql/lock_timeout.md). Measure how long your migration takes on a copy of production, because that's
# how long the service may have to wait.
#
# The failed migration left no changes behind, because its transaction was rolled back.

# %%
with engine.connect() as connection:
    print(connection.scalar(text("SELECT role FROM agent WHERE name = 'agent 1'")))
    #> WORKER

# %% [markdown]
# ## A foreign key without copying the table
#
# SQLite can't add a foreign key to an existing column, but it can add a *new* column with a foreign key if the column's
# default is NULL. With `inline_references=True`, Alembic writes the foreign key into `ADD COLUMN`, so no row is copied.

# %%
scratch = new_engine()


def add_reference() -> None:
    op.create_table("ai_model", Column("id", Integer, primary_key=True))
    op.create_table("agent", Column("id", Integer, primary_key=True))
    op.execute(text("INSERT INTO agent VALUES (1)"))
    reference = Column("ai_model_id", Integer, ForeignKey("ai_model.id"))
    op.add_column("agent", reference, inline_references=True)


migrate(scratch, add_reference)
#: 4 statements

# %% [markdown]
# The foreign key is enforced, and there is no AI model 7.

# %% tags=["raises-exception"]
with scratch.begin() as connection:
    connection.execute(text("UPDATE agent SET ai_model_id = 7"))
    #! sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) FOREIGN KEY constraint failed

# %% [markdown]
# ## What to remember
#
# - Rehearse with rows, upgrade *and* downgrade, and compare [more than counts](../migrations/downgrade.md).
# - A revision that moves data declares [its own tables](../migrations/data_migration.md) and [doesn't import the
#   models](../migrations/models_in_migrations.md).
# - [`alembic check`](../migrations/check.md) tells you whether the models and the database match.
# - A downgrade loses data written after the upgrade, without an error.
# - On SQLite, a failed revision with DDL may [stay half applied](../migrations/half_applied.md), so rehearse on SQLite,
#   too.

# %% [markdown]
# # A migration, rehearsed
#
# After this lab you have taken a filled database up one revision and down again. You know what to compare, what gets lost on
# the way, and what stands still meanwhile.
#
# The project is the guide's own: it has two revisions. The second gives the models of agents, until then a string like
# `acme/large`, a table of their own. `alembic("upgrade head")` runs what you would type in a shell.

# %% tags=["remove-cell"]
from harness.drawing.notebook import say

# %%
from uuid import uuid4

from migrations._tools import alembic, migrate, new_project
from sqlalchemy import MetaData, create_engine, func, insert, select, text

engine = new_project()
alembic("upgrade 0001")

# %% [markdown]
# ## A database like production's
#
# Migrations that pass on an empty database prove little. So the rehearsal starts at the old revision, and fills it.

# %%
alembic("current")
#> 0001

# %%
def tables() -> MetaData:
    """The tables as they are in the database now."""
    found = MetaData()
    found.reflect(engine)
    return found


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
# Write down what must still be true afterwards, before you touch anything. A count is not enough: this asks which agents
# have which model.

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
# ## Up

# %%
alembic("upgrade head")
alembic("current")
#> 0002 (head)

# %% [markdown]
# Open the SQL of that step and read it. SQLite cannot add a foreign key to a table that exists, so Alembic builds the table anew under
# another name, copies every row, drops the old one and renames. That is [batch mode](../migrations/batch_mode.md). What
# PostgreSQL does instead is not shown here.
#
# The same question, asked of the new tables.

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
say(f"{sum(after.values()):,} agents, and each has the model it had.")

# %% [markdown]
# Do the models of the code and the tables of the database agree? `check` compares them.

# %%
alembic("check")
#> No new upgrade operations detected.

# %% [markdown]
# ## Life goes on
#
# People use the new tables. Somebody adds a model that no agent has yet, and notes what a model costs.

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
# ## Down

# %%
alembic("downgrade -1")
alembic("current")
#> 0001

assert agents_by_model() == before

# %% [markdown]
# Nothing is lost of what was there before the upgrade. What came after it is another matter: there is no place for it in the
# old tables.

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
# The model that nobody used is gone, and so is the price. Neither raised, and the counts of agents are right. So a way down
# is for the first hour after a release. Later, [restore or go forward](../migrations/downgrade.md).
#
# ## What stands still meanwhile
#
# A migration is a transaction that writes. A service that wants to write at the same time has to wait. This one does not
# wait long: it gives up at once, so that you see it.

# %%
from alembic import op

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
# Readers go on; the second writer is turned away. SQLite locks the whole file, also for a table that the migration does not
# touch. PostgreSQL locks table by table, and many kinds of `ALTER TABLE` keep out readers too, as
# [a rule on PostgreSQL](../postgresql/lock_timeout.md) shows. Measure how long your migration runs on a copy of production, because that is how long others wait.
#
# The failed migration left nothing behind, since its transaction was rolled back.

# %%
with engine.connect() as connection:
    print(connection.scalar(text("SELECT role FROM agent WHERE name = 'agent 1'")))
    #> WORKER

# %% [markdown]
# ## What to remember
#
# - Rehearse on rows, up *and* down, and compare [more than counts](../migrations/downgrade.md).
# - A revision that moves data uses [tables of its own](../migrations/data_migration.md), [not the models](../migrations/models_in_migrations.md).
# - [`alembic check`](../migrations/check.md) says whether code and database agree.
# - What is written after the upgrade is lost by the downgrade, in silence.
# - On SQLite a step with DDL may [stay half applied](../migrations/half_applied.md): try it there too.

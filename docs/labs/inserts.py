# %% [markdown]
# # Five ways to insert
#
# By the end of this lab, you'll be able to choose how to insert ten rows or a hundred thousand. You'll know how much
# each way costs and what it doesn't do for you.
#
# All five ways insert the same tasks into one project.

# %% tags=["remove-cell"]
from harness.drawing.notebook import measure, say, table
from harness.drawing.plot import bars, lines

# %%
from domain import Project, Task, new_database
from sqlalchemy import Engine, delete, func, insert, select, text
from sqlalchemy.orm import Session

engine = new_database(projects=1)
with Session(engine) as session:
    project_id = session.scalars(select(Project.id)).one()

# %% [markdown]
# ## The five
#
# The first way commits after each row. The second flushes after each row and commits once.

# %%
def commit_each(engine: Engine, rows: list[dict]) -> None:
    with Session(engine) as session:
        for row in rows:
            session.add(Task(**row))
            session.commit()


def flush_each(engine: Engine, rows: list[dict]) -> None:
    with Session(engine) as session:
        for row in rows:
            session.add(Task(**row))
            session.flush()
        session.commit()


# %% [markdown]
# The third adds all the objects and lets the commit flush them together.

# %%
def add_all(engine: Engine, rows: list[dict]) -> None:
    with Session(engine) as session:
        session.add_all([Task(**row) for row in rows])
        session.commit()


# %% [markdown]
# The last two create no objects. They execute an `insert()` with a list of dictionaries: one inserts into the model,
# the other into the table.

# %%
def orm_insert(engine: Engine, rows: list[dict]) -> None:
    with Session(engine) as session:
        session.execute(insert(Task), rows)
        session.commit()


def core_insert(engine: Engine, rows: list[dict]) -> None:
    with engine.begin() as connection:
        connection.execute(insert(Task.__table__), rows)


# %% [markdown]
# ## Run each once
#
# Insert three rows each way. Open the SQL and compare the statements and their number.

# %%
def rows_for(count: int) -> list[dict]:
    return [{"title": f"task {n}", "project_id": project_id} for n in range(count)]


commit_each(engine, rows_for(3))
#: 3 statements
flush_each(engine, rows_for(3))
#: 3 statements
add_all(engine, rows_for(3))
#: 1 statement
orm_insert(engine, rows_for(3))
#: 1 statement, 3 parameter sets
core_insert(engine, rows_for(3))
#: 1 statement, 3 parameter sets

# %% [markdown]
# All five fill in the key and the status, which have Python defaults. With objects, the INSERT also fetches
# `created_at`, which has a default in the database. It does so with `RETURNING`, because an object holds all the values
# of its row.

# %%
with Session(engine) as session:
    task = Task(title="one more", project_id=project_id)
    session.add(task)
    session.flush()
    print(task.status, task.created_at is not None)
    #> OPEN True
#: 1 statement

# %% [markdown]
# ## From ten to a hundred thousand
#
# Each run starts with an empty table, and short runs are repeated, so that the fastest one counts. The two slow ways
# stop at a thousand rows, because they send a statement per row and you'd have to wait for them.

# %%
def empty() -> None:
    with engine.begin() as connection:
        connection.execute(delete(Task))


ways = {
    "commit each": commit_each,
    "flush each": flush_each,
    "add_all": add_all,
    "ORM insert()": orm_insert,
    "Core insert()": core_insert,
}
slow = ("commit each", "flush each")
sizes = [10, 100, 1_000, 10_000, 100_000]
runs = {name: {} for name in ways}
for size in sizes:
    rows = rows_for(size)
    for name, way in ways.items():
        if name not in slow or size <= 1_000:
            repeat = 1 if name in slow else max(1, min(20, 20_000 // size))
            run = measure(way, engine, rows, repeat=repeat, before=empty)
            runs[name][size] = run
            with Session(engine) as session:
                assert session.scalar(select(func.count(Task.id))) == size

# %% [markdown]
# ## Statements
#
# The five ways send one statement per row, one per thousand rows, or one in total. These numbers are the same on every
# machine.

# %% tags=["hide-input"]
counts = {name: [runs[name][size].statements for size in sizes if size in runs[name]] for name in ways}
assert counts["commit each"] == counts["flush each"] == [10, 100, 1_000]
assert counts["add_all"] == [-(-size // 1_000) for size in sizes]
assert counts["ORM insert()"] == counts["Core insert()"] == [1] * len(sizes)

table(
    ["rows", *ways],
    [[size, *(runs[name][size].statements if size in runs[name] else "not run" for name in ways)] for size in sizes],
)

# %% [markdown]
# `add_all` puts up to a thousand rows into each INSERT. `insert()` with a list is a single statement, but the driver
# executes it once per parameter set, so the database still runs an INSERT per row. You save only the work that
# SQLAlchemy does for each object.
#
# ## Time for a thousand rows
#
# The bars compare the time of each way in this run with the time of `Core insert()`.

# %% tags=["hide-input"]
at = 1_000
fastest = runs["Core insert()"][at].seconds
ratios = {name: runs[name][at].seconds / fastest for name in ways}
assert ratios["commit each"] > 3, ratios
assert ratios["flush each"] > 3, ratios
assert ratios["commit each"] > 1.5 * ratios["add_all"], ratios

bars(
    f"Committing each of {at:,} rows takes {ratios['commit each']:.0f} times as long as one insert() with a list",
    ratios,
    unit="times as long as Core insert()",
    alt="Committing or flushing each row takes many times as long as Core insert(). add_all is in between, and the ORM's "
    "insert() is close to Core's.",
)

# %% [markdown]
# Commits are cheap in this lab, because its SQLite file is temporary and doesn't have to survive a crash:

# %%
with engine.connect() as connection:
    print(connection.scalar(text("PRAGMA synchronous")))
    #> 0

# %% [markdown]
# `0` means that a commit doesn't wait until its data is on the disk. A database server waits by default, so the
# first bar understates what committing each row costs.
#
# ## Time as the rows grow
#
# The three fast ways continue to a hundred thousand rows. Inserting only a few rows takes so little time that the ratios
# on the left mean little, so look at the right-hand side.

# %% tags=["hide-input"]
names = ["add_all", "ORM insert()"]
growth = {name: [runs[name][s].seconds / runs["Core insert()"][s].seconds for s in sizes] for name in names}
least = min(growth["add_all"])
assert least > 1.5, growth
assert growth["ORM insert()"][-1] < growth["add_all"][-1], growth

lines(
    f"At every size, add_all takes at least {least:.1f} times as long as Core insert()",
    sizes,
    growth,
    x_label="rows",
    y_label="times as long as Core insert()",
    log_x=True,
    alt="add_all takes a few times as long as Core insert() at every size. The ORM's insert() stays close to 1.",
)

# %%
objects, values = growth["add_all"][-1], growth["ORM insert()"][-1]
say(
    f"For {sizes[-1]:,} rows, `add_all` took **{objects:.1f} times** as long "
    f"as Core, and the ORM's `insert()` {values:.1f} times."
)

# %% [markdown]
# What do you get for the time? Objects with their keys, related objects saved along with them, mapper events, and a
# session that contains the objects. If you don't need any of this, use `insert()`.
#
# ## What `insert()` with a list doesn't check
#
# A dictionary can have a key that isn't a column. SQLAlchemy drops the key without an error.

# %%
orm_insert(engine, [{"title": "misspelled", "project_id": project_id, "state": "DONE"}])

with Session(engine) as session:
    print(session.scalars(select(Task.status).where(Task.title == "misspelled")).one())
    #> OPEN

# %% [markdown]
# The model's constructor rejects the key.

# %% tags=["raises-exception"]
Task(title="misspelled", project_id=project_id, state="DONE")
#! TypeError: 'state' is an invalid keyword argument for Task

# %% [markdown]
# ## What to remember
#
# - Add all objects, then [flush once](../bulk/one_flush.md). A single commit is also
#   [safer](../sessions/one_transaction.md).
# - If you don't need objects, use [`insert()` with a list](../bulk/insert_list.md), and check [the
#   keys](../bulk/insert_keys.md).
# - [`bulk_save_objects()`](../bulk/bulk_save_objects.md) isn't one of the five, because it's legacy and doesn't save
#   related objects.
# - For a few rows, choose the most readable way.
# - These counts are for keys generated in Python. With [integer keys from the database](../bulk/insert_list.md),
#   `add_all` sends one statement per row on SQLite.

# %% [markdown]
# # Five ways to insert
#
# After this lab you can choose how to write ten rows or a hundred thousand, and you know what each way costs and what it
# leaves out.
#
# The five ways write the same tasks of one project.

# %% tags=["remove-cell"]
from harness.drawing.notebook import measure, say, table
from harness.drawing.plot import bars, lines

# %%
from domain import Project, Task, new_database
from sqlalchemy import Engine, delete, func, insert, select
from sqlalchemy.orm import Session

engine = new_database(projects=1)
with Session(engine) as session:
    project_id = session.scalars(select(Project.id)).one()

# %% [markdown]
# ## The five
#
# The first one commits after each row. The second flushes after each row and commits once.

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
# The third adds all objects and lets the commit flush them together.

# %%
def add_all(engine: Engine, rows: list[dict]) -> None:
    with Session(engine) as session:
        session.add_all([Task(**row) for row in rows])
        session.commit()


# %% [markdown]
# The last two make no objects. One passes a list of dictionaries to the ORM's `insert()`, the other to the table's.

# %%
def orm_insert(engine: Engine, rows: list[dict]) -> None:
    with Session(engine) as session:
        session.execute(insert(Task), rows)
        session.commit()


def core_insert(engine: Engine, rows: list[dict]) -> None:
    with engine.begin() as connection:
        connection.execute(insert(Task.__table__), rows)


# %% [markdown]
# ## See them once
#
# Three rows, each way. Open the SQL, and compare how many statements there are and how they look.

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
# All five fill in the key and the status, which are defaults in Python. Where there are objects, `created_at` also comes back,
# with `RETURNING`: an object has to know its row.

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
# Each run starts with an empty table, and of several short runs the fastest counts. The slow ones stop at a thousand rows: they send a
# statement for each row, and you would only wait.

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
# A statement for each row, or one for a thousand of them, or one for all. These numbers are the same on every machine.

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
# `add_all` sends a thousand rows in each INSERT. The `insert()` with a list is one statement whose parameters the driver
# runs through.
#
# ## Time, at a thousand rows
#
# How many times as long as the fastest, in this run.

# %% tags=["hide-input"]
at = 1_000
fastest = runs["Core insert()"][at].seconds
ratios = {name: runs[name][at].seconds / fastest for name in ways}
assert ratios["commit each"] > 3, ratios
assert ratios["flush each"] > 3, ratios
assert ratios["commit each"] > 1.5 * ratios["add_all"], ratios

bars(
    f"A commit for each of {at:,} rows takes {ratios['commit each']:.0f} times as long as one list",
    ratios,
    unit="times as long as Core insert()",
    alt="Committing and flushing each row take many times as long as Core insert(). add_all lies between, and the ORM's "
    "insert() is close to Core's.",
)

# %% [markdown]
# The guide's SQLite does not wait for the disk, since its file only lives as long as the lab. A database that keeps its
# promises waits at every commit, so there the first bar is longer. That is not run here.
#
# ## Time, as the rows grow
#
# The three that go on. Runs of a few rows are over at once, so their ratios say little; look to the right.

# %% tags=["hide-input"]
names = ["add_all", "ORM insert()"]
growth = {name: [runs[name][s].seconds / runs["Core insert()"][s].seconds for s in sizes] for name in names}
least = min(growth["add_all"])
assert least > 1.5, growth
assert growth["ORM insert()"][-1] < growth["add_all"][-1], growth

lines(
    f"At every size, objects take at least {least:.1f} times as long",
    sizes,
    growth,
    x_label="rows",
    y_label="times as long as Core insert()",
    log_x=True,
    alt="add_all takes a few times as long as Core insert() at each number of rows. The ORM's insert() stays close to 1.",
)

# %%
objects, values = growth["add_all"][-1], growth["ORM insert()"][-1]
say(
    f"For {sizes[-1]:,} rows, `add_all` took **{objects:.1f} times** as long "
    f"as Core, and the ORM's `insert()` {values:.1f} times."
)

# %% [markdown]
# What do you get for it? Objects with their keys, their relationships followed, mapper events, and a session that knows
# them. If you need none of this, do not pay.
#
# ## What the short ways do not check
#
# A word that is no column. The list passes, and the word is dropped.

# %%
orm_insert(engine, [{"title": "misspelt", "project_id": project_id, "state": "DONE"}])

with Session(engine) as session:
    print(session.scalars(select(Task.status).where(Task.title == "misspelt")).one())
    #> OPEN

# %% [markdown]
# The constructor of a model would have refused it.

# %% tags=["raises-exception"]
Task(title="misspelt", project_id=project_id, state="DONE")
#! TypeError: 'state' is an invalid keyword argument for Task

# %% [markdown]
# ## What to remember
#
# - Add everything, [flush once](../bulk/one_flush.md). One commit is also [safer](../sessions/one_transaction.md).
# - Values and no objects: [`insert()` with a list](../bulk/insert_list.md). Check [the keys](../bulk/insert_keys.md).
# - [`bulk_save_objects()`](../bulk/bulk_save_objects.md) is none of the five, for a reason.
# - For a few rows choose what reads best.
# - These counts hold for keys made in Python. With [integers that the database hands out](../bulk/insert_list.md), `add_all`
#   needs a statement for each row on SQLite.

# %% [markdown]
# # Pages: by number or by key
#
# After this lab you can read a query plan of SQLite, you know why page 4,000 is slow, and you can write the query whose last
# page is as fast as its first.
#
# A hundred thousand tasks, twenty to a page.

# %% tags=["remove-cell"]
from harness.drawing.notebook import measure, say, table
from harness.drawing.plot import lines

# %%
from domain import Project, Task, new_database
from sqlalchemy import Connection, Index, Select, insert, select, text, tuple_
from sqlalchemy.orm import Session

COUNT, PAGE = 100_000, 20

engine = new_database(projects=1)
with Session(engine) as session:
    project_id = session.scalars(select(Project.id)).one()
    titles = [f"task {n:05}" for n in range(COUNT)]
    session.execute(insert(Task), [{"title": title, "project_id": project_id} for title in titles])
    session.commit()

# %% [markdown]
# ## Two ways to say "the next page"
#
# By number: skip so many rows. By key: go on behind the last row you have seen. This is also called *keyset* pagination.

# %%
in_order = select(Task.title, Task.status).order_by(Task.title).limit(PAGE)


def by_number(skipped: int) -> Select:
    return in_order.offset(skipped)


def by_key(last: str) -> Select:
    return in_order.where(Task.title > last)


with engine.connect() as connection:
    first = connection.execute(in_order).all()
    second = connection.execute(by_number(PAGE)).all()
    behind = connection.execute(by_key(first[-1].title)).all()
    print(second == behind, second[0].title)
    #> True task 00020

# %% [markdown]
# Both give the same page. Open the SQL: one has `OFFSET`, the other a condition.
#
# ## Ask for the plan
#
# `EXPLAIN QUERY PLAN` says how SQLite means to find the rows, and does not run the query. PostgreSQL says it by `EXPLAIN`,
# in other words.

# %%
def plan(connection: Connection, query: Select) -> str:
    sql = query.compile(connection, compile_kwargs={"literal_binds": True})
    found = connection.execute(text(f"EXPLAIN QUERY PLAN {sql}"))
    return "; ".join(row.detail for row in found)


with engine.connect() as connection:
    print(plan(connection, by_number(40_000)))
    #> SCAN task; USE TEMP B-TREE FOR ORDER BY
    print(plan(connection, by_key("task 40000")))
    #> SCAN task; USE TEMP B-TREE FOR ORDER BY

# %% [markdown]
# `SCAN` reads the whole table, and the `TEMP B-TREE` sorts it, for each single page. Without an index the two ways are alike:
# both are bad.
#
# ## Without an index
#
# Every page is fetched five times, and the fastest counts. The skipped rows say how deep in the list the page lies.

# %%
depths = [0, 1_000, 10_000, 30_000, 60_000, 99_000]


def fetch(query: Select) -> list:
    with engine.connect() as connection:
        return connection.execute(query).all()


def timed() -> dict[str, list]:
    numbered = [measure(fetch, by_number(depth), repeat=5) for depth in depths]
    keyed = [measure(fetch, by_key(f"task {depth - 1:05}"), repeat=5) for depth in depths]
    for one, other in zip(numbered, keyed, strict=True):
        assert one.result == other.result
        assert one.rows == other.rows == PAGE
    return {"by number": numbered, "by key": keyed}


without_index = timed()

# %% [markdown]
# ## With an index on what you order by

# %%
index = Index("ix_task_title", Task.title)
index.create(engine)

with engine.connect() as connection:
    print(plan(connection, by_number(40_000)))
    #> SCAN task USING INDEX ix_task_title
    print(plan(connection, by_key("task 40000")))
    #> SEARCH task USING INDEX ix_task_title (title>?)

# %% [markdown]
# Nothing is sorted any more. Look at the first words. By number still says `SCAN`: it walks along the index from its
# beginning, and throws 40,000 entries away. By key says `SEARCH`: it goes straight to the place.

# %%
with_index = timed()

# %% tags=["hide-input"]
base = min(found[0].seconds for found in with_index.values())
ratios = {name: [run.seconds / base for run in found] for name, found in with_index.items()}
assert ratios["by number"][-1] > 4, ratios
assert ratios["by number"][-1] > 2 * ratios["by key"][-1], ratios

lines(
    f"The last page takes {ratios['by number'][-1]:.0f} times as long by number, {ratios['by key'][-1]:.1f} times by key",
    depths,
    ratios,
    x_label="rows before the page",
    y_label="times as long as the first page, with an index",
    alt="By number the time climbs in a straight line with the depth of the page. By key it stays flat.",
)

# %% [markdown]
# And the first page? There is nothing to skip, so number and key take as long as each other. Keys pay as soon as people, or
# a job that reads everything, go on to later pages.
#
# ## What the index alone saves
#
# The same pages before and after it was created.

# %% tags=["hide-input"]
saved = {}
for name in ("by number", "by key"):
    before = sum(run.seconds for run in without_index[name])
    saved[name] = before / sum(run.seconds for run in with_index[name])
assert min(saved.values()) > 3, saved
table(["pages", "times as fast with the index"], [[name, f"{ratio:.0f}"] for name, ratio in saved.items()])

# %% [markdown]
# ## When the order has equals
#
# Titles here are unique. A status is not: a key must name one row, or the page begins in the middle of equals. Add the
# primary key to the order, and compare both columns at once.

# %%
order = (Task.status, Task.id)
first_page = select(Task.status, Task.id).order_by(*order).limit(PAGE)

with engine.connect() as connection:
    last = connection.execute(first_page).all()[-1]
    behind = first_page.where(tuple_(*order) > tuple_(last.status, last.id))
    numbered = connection.execute(first_page.offset(PAGE)).all()
    print(connection.execute(behind).all() == numbered)
    #> True

# %% [markdown]
# Such an order wants an index on both columns, in this order.
#
# Times and plans here are SQLite's. This page does not show PostgreSQL's.

# %%
say(
    f"In this run, one page behind {depths[-1]:,} rows took as long by number as "
    f"**{with_index['by number'][-1].seconds / with_index['by key'][-1].seconds:.0f} pages** by key."
)

# %% [markdown]
# ## What to remember
#
# - `OFFSET` counts through what it skips. [Page by the last key](../querying/page_by_key.md).
# - A key also survives that somebody inserts a row while a reader turns the page: see the same rule.
# - End every order with [a unique column](../querying/unique_order.md).
# - Index [what you filter and order by](../querying/indexes.md), and look at the plan: `SEARCH` good, `SCAN` with a limit maybe, `TEMP
#   B-TREE` bad.
# - Numbers are fine for short lists, and where people jump to page seven.

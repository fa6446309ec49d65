# %% [markdown]
# # Pages: by number or by key
#
# By the end of this lab, you'll be able to read a SQLite query plan, explain why page 4,000 is slow, and write a query
# whose last page is as fast as its first.
#
# There are a hundred thousand tasks, twenty on each page.

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
# ## Two ways to select the next page
#
# *By number*: skip the rows of all earlier pages, with `OFFSET`. *By key*: continue after the last row of the previous
# page, which is called *keyset pagination*.

# %%
in_order = select(Task.title, Task.status).order_by(Task.title).limit(PAGE)


def by_number(skipped: int) -> Select:
    return in_order.offset(skipped)


def by_key(last: str) -> Select:
    return in_order.where(Task.title > last)


with engine.connect() as connection:
    first = connection.execute(in_order).all()
    second = connection.execute(by_number(PAGE)).all()
    after_first = connection.execute(by_key(first[-1].title)).all()
    print(second == after_first, second[0].title)
    #> True task 00020

# %% [markdown]
# Both return the same page. Open the SQL: one query has an `OFFSET`, the other a condition.
#
# ## Read the query plan
#
# `EXPLAIN QUERY PLAN` shows how SQLite would find the rows, without running the query. In PostgreSQL, the command is
# `EXPLAIN`.

# %%
def plan(connection: Connection, query: Select) -> str:
    sql = query.compile(connection, compile_kwargs={"literal_binds": True})
    steps = connection.execute(text(f"EXPLAIN QUERY PLAN {sql}"))
    return "; ".join(step.detail for step in steps)


with engine.connect() as connection:
    print(plan(connection, by_number(40_000)))
    #> SCAN task; USE TEMP B-TREE FOR ORDER BY
    print(plan(connection, by_key("task 40000")))
    #> SCAN task; USE TEMP B-TREE FOR ORDER BY

# %% [markdown]
# `SCAN` means that SQLite reads the whole table, and `TEMP B-TREE` means that it sorts the rows, for every single page.
# Without an index, both ways are equally slow.
#
# ## Without an index
#
# Each page is fetched five times, and the fastest run counts. The depth is the number of rows before the page.

# %%
depths = [0, 1_000, 10_000, 30_000, 60_000, 99_000]


def fetch(query: Select) -> list:
    with engine.connect() as connection:
        return connection.execute(query).all()


def timed() -> dict[str, list]:
    numbered = [measure(fetch, by_number(depth), repeat=5) for depth in depths]
    keyed = [measure(fetch, by_key(f"task {depth - 1:05}"), repeat=5) for depth in depths]
    for page, same_page in zip(numbered, keyed, strict=True):
        assert page.result == same_page.result
        assert page.rows == same_page.rows == PAGE
    return {"by number": numbered, "by key": keyed}


without_index = timed()

# %% [markdown]
# ## With an index on the column you order by

# %%
index = Index("ix_task_title", Task.title)
index.create(engine)

with engine.connect() as connection:
    print(plan(connection, by_number(40_000)))
    #> SCAN task USING INDEX ix_task_title
    print(plan(connection, by_key("task 40000")))
    #> SEARCH task USING INDEX ix_task_title (title>?)

# %% [markdown]
# Neither query sorts anymore. Compare the first words of the plans. By number, it's still a `SCAN`: SQLite walks the
# index from the start and discards 40,000 entries. By key, it's a `SEARCH`: SQLite goes straight to the first row of
# the page.

# %%
with_index = timed()

# %% tags=["hide-input"]
base = min(measured[0].seconds for measured in with_index.values())
ratios = {name: [run.seconds / base for run in measured] for name, measured in with_index.items()}
assert ratios["by number"][-1] > 4, ratios
assert ratios["by number"][-1] > 2 * ratios["by key"][-1], ratios

lines(
    f"The last page takes {ratios['by number'][-1]:.0f} times as long by number, {ratios['by key'][-1]:.1f} times by key",
    depths,
    ratios,
    x_label="rows before the page",
    y_label="times as long as the first page, with an index",
    alt="By number, the time grows linearly with the depth of the page. By key, it stays flat.",
)

# %% [markdown]
# On the first page, there's nothing to skip, so both ways take equally long. Keys pay off as soon as users, or a job
# that reads everything, get to later pages.
#
# ## What the index alone saves
#
# This table compares the same pages before and after the index was created.

# %% tags=["hide-input"]
saved = {}
for name in ("by number", "by key"):
    before = sum(run.seconds for run in without_index[name])
    saved[name] = before / sum(run.seconds for run in with_index[name])
assert min(saved.values()) > 3, saved
table(["pages", "times as fast with the index"], [[name, f"{ratio:.0f}"] for name, ratio in saved.items()])

# %% [markdown]
# ## When the order has ties
#
# Titles are unique in this table, but a status isn't. The key has to identify a single row; otherwise, the next page
# skips the remaining rows with the same status. Add the primary key to the order, and [compare both columns
# together](../querying/keyset_ties.md).

# %%
order = (Task.status, Task.id)
first_page = select(Task.status, Task.id).order_by(*order).limit(PAGE)

with engine.connect() as connection:
    last = connection.execute(first_page).all()[-1]
    second_page = first_page.where(tuple_(*order) > tuple_(last.status, last.id))
    numbered = connection.execute(first_page.offset(PAGE)).all()
    print(connection.execute(second_page).all() == numbered)
    #> True

# %% [markdown]
# For this order, create an index on both columns, in the same order.
#
# The times and plans here are SQLite's. For PostgreSQL's, see [Read the query plan](../postgresql/query_plan.md).

# %%
say(
    f"In this run, one page at a depth of {depths[-1]:,} rows took as long by number as "
    f"**{with_index['by number'][-1].seconds / with_index['by key'][-1].seconds:.0f} pages** by key."
)

# %% [markdown]
# ## What to remember
#
# - `OFFSET` reads all the rows it skips. [Page by the last key](../querying/page_by_key.md) instead.
# - By key, a page doesn't repeat or skip rows when other rows are inserted or deleted between two requests, as the same
#   rule shows.
# - End every order with [a unique column](../querying/unique_order.md).
# - Index [the columns you filter and order by](../querying/indexes.md), and check the plan: `SEARCH` is good, `SCAN`
#   with a limit depends on the depth, and `TEMP B-TREE` is bad.
# - Paging by number is fine for short lists, and if users have to jump to a page by its number.

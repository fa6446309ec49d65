import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations

from domain import Base, new_database

engine = new_database()

# page: from here
with engine.begin() as connection:
    options = {"target_metadata": Base.metadata}
    context = MigrationContext.configure(connection, opts=options)
    op = Operations(context)
    with op.batch_alter_table("task") as batch:
        # page: essence
        name = op.f("ck_task_title")
        batch.create_check_constraint(name, sa.text("title <> ''"))

names = [
    each["name"] for each in sa.inspect(engine).get_check_constraints("task")
]
print("ck_task_title" in names, "ck_task_ck_task_title" in names)
#> True False

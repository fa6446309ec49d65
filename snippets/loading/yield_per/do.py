from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=10, tasks=50)

# page: from here
statement = select(Task).execution_options(yield_per=100)

with Session(engine) as session:
    read = most = 0
    for task in session.scalars(statement):
        read += 1
        most = max(most, len(session.identity_map))

print("tasks read:", read)
#> tasks read: 500
print("in memory at once:", most)
#> in memory at once: 100

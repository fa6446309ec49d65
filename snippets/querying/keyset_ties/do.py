from datetime import UTC, datetime

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database(projects=1)
eight = datetime(2025, 3, 1, 8, tzinfo=UTC)
nine = datetime(2025, 3, 1, 9, tzinfo=UTC)

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    for number in range(1, 7):
        task = Task(title=f"task-{number}", project=project)
        task.created_at = eight if number < 3 else nine
        session.add(task)
    session.commit()

# page: from here
newest = select(Task).order_by(Task.created_at.desc(), Task.id.desc()).limit(3)

with Session(engine) as session:
    first = session.scalars(newest).all()
    last = first[-1]
    older = newest.where(
        tuple_(Task.created_at, Task.id) < (last.created_at, last.id)
    )
    second = session.scalars(older).all()
    seen = {task.title for task in [*first, *second]}
    print(len(seen), "of 6 tasks")
    #> 6 of 6 tasks

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=2, tasks=1)

# page: from here
with Session(engine) as session:
    query = select(Task).filter_by(project_name="project-01")
    #! [sqlalchemy>=2.1] sqlalchemy.exc.InvalidRequestError: None of the FROM clause entities have a property "project_name". Searched entities: Mapper[Task(task)]
    #! [sqlalchemy<2.1] sqlalchemy.exc.InvalidRequestError: Entity namespace for "task" has no property "project_name"
    print([task.title for task in session.scalars(query)])

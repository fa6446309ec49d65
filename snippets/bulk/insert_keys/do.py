from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database(projects=1)

with Session(engine) as session:
    project_id = session.scalars(select(Project.id)).one()
    rows = [
        {"title": "build", "state": "DONE", "project_id": project_id},
        {"title": "deploy", "state": "OPEN", "project_id": project_id},
    ]
    session.add_all([Task(**row) for row in rows])
    #! TypeError: 'state' is an invalid keyword argument for Task
    print(session.scalar(select(Task.status).where(Task.title == "build")))

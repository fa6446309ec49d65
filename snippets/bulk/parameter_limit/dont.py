from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database(projects=1, on="postgresql")

with Session(engine) as session, session.begin():
    project_id = session.scalars(select(Project.id)).one()
    rows = [
        {"title": f"task-{n}", "status": "OPEN", "project_id": project_id}
        for n in range(20_000)
    ]
    session.execute(insert(Task).values(rows))
    #! sqlalchemy.exc.OperationalError: (psycopg.OperationalError) sending query and params failed: number of parameters must be between 0 and 65535

with Session(engine) as session:
    print(session.scalar(select(func.count()).select_from(Task)))

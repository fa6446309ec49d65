from datetime import datetime

from latest_task import Project, Task, new_tasks
from sqlalchemy import select
from sqlalchemy.orm import Session

query = select(Project).where(Project.name == "apollo")

with Session(new_tasks()) as session:
    project = session.scalars(query).one()
    print(project.latest_task and project.latest_task.title)
    #> day-3

    new = Task(title="day-6", project_id=project.id)
    new.created_at = datetime(2026, 3, 6)
    session.add(new)
    # page: essence
    session.flush()
    session.refresh(project, ["latest_task"])
    print(project.latest_task and project.latest_task.title)
    #> day-6

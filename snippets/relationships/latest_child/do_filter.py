from latest_task import LatestTask, Project, new_tasks
from sqlalchemy import select
from sqlalchemy.orm import Session

# page: essence
query = (
    select(Project)
    .join(Project.latest_task)
    .where(LatestTask.title == "day-5")
)

with Session(new_tasks()) as session:
    projects = session.scalars(query.order_by(Project.name)).all()
    print([project.name for project in projects])
    #> ['gemini']

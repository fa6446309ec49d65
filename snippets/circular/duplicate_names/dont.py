import planning
from sqlalchemy.orm import Mapped, mapped_column

class Task(planning.Base):
    __tablename__ = "background_task"

    id: Mapped[int] = mapped_column(primary_key=True)
    command: Mapped[str]

agent = planning.Agent(tasks=[planning.Task(title="report")])
#! sqlalchemy.exc.InvalidRequestError: Multiple classes found for path "Task" in the registry of this declarative base. Please use a fully module-qualified path.
print([task.title for task in agent.tasks])

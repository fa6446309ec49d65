import planning
from sqlalchemy.orm import Mapped, mapped_column

class BackgroundTask(planning.Base):
    __tablename__ = "background_task"

    id: Mapped[int] = mapped_column(primary_key=True)
    command: Mapped[str]

agent = planning.Agent(tasks=[planning.Task(title="report")])
print([task.title for task in agent.tasks])
#> ['report']

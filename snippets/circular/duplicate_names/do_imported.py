import background
from board import Base, Task
from sqlalchemy.orm import Mapped, mapped_column, relationship

class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    tasks: Mapped[list[Task]] = relationship()

agent = Agent(tasks=[Task(title="report")])
cleanup = background.Task(command="delete old sessions")
print(agent.tasks[0].title, "and", cleanup.command)
#> report and delete old sessions

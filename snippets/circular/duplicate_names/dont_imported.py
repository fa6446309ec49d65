import background
from board import Base, Task
from sqlalchemy.orm import Mapped, mapped_column, relationship

class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    tasks: Mapped[list["Task"]] = relationship()

agent = Agent(tasks=[Task(title="report")])
#! sqlalchemy.exc.InvalidRequestError: Multiple classes found for path "Task" in the registry of this declarative base. Please use a fully module-qualified path.
cleanup = background.Task(command="delete old sessions")
print(agent.tasks[0].title, "and", cleanup.command)

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Base, Project, Task, new_engine

# page: from here
engine = new_engine(pool_size=2, max_overflow=0, pool_timeout=0.1)
# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(name="apollo", tasks=[Task(title="deploy")]))
    session.commit()

# page: from here
class AgentRuntime:
    def count_tasks(self) -> int | None:
        # page: essence
        with Session(engine) as session:
            return session.scalar(select(func.count()).select_from(Task))

runtimes = [AgentRuntime() for _ in range(3)]
for runtime in runtimes:
    print(runtime.count_tasks())
    #> 1
    #> 1
    #> 1

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain import Base, Project, ProjectStatus, new_engine

engine = new_engine(
    on="postgresql", connect_args={"options": "-c lock_timeout=100ms"}
)
Base.metadata.create_all(engine)

with Session(engine) as session, session.begin():
    session.add(Project(name="apollo"))

# page: from here
def handle_request() -> None:
    with Session(engine) as session, session.begin():
        session.execute(update(Project).values(status=ProjectStatus.ACTIVE))

def slow_work() -> None:
    """The import reads a file, and meanwhile a request arrives."""
    handle_request()

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    project.project_metadata = {"source": "import"}
    # page: essence
    session.commit()
    slow_work()
    session.commit()

    print(project.status, project.project_metadata)
    #> ACTIVE {'source': 'import'}

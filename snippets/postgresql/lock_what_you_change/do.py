from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database
from postgresql._locks import background

engine = new_database(projects=1, on="postgresql")

# page: from here
def add_metadata(session: Session, **values: Any) -> None:
    # page: essence
    read = (
        select(Project)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    project = session.scalars(read).one()
    project.project_metadata = {**(project.project_metadata or {}), **values}

with Session(engine) as ada, Session(engine) as bob:
    add_metadata(ada, budget=100)
    with background(engine) as threads:
        request = threads.start(add_metadata, bob, owner="bob")
        ada.commit()
        request.result()
    bob.commit()

with Session(engine) as session:
    print(session.scalars(select(Project.project_metadata)).one())
    #> {'owner': 'bob', 'budget': 100}

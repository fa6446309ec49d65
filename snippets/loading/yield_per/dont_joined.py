from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from domain import Project, new_database

# page: from here
engine = new_database(projects=4, agents=2)
statement = (
    select(Project)
    .order_by(Project.name)
    .options(joinedload(Project.agents))
    .execution_options(yield_per=2)
)

with Session(engine) as session:
    for project in session.scalars(statement).unique():
        print(project.name, len(project.agents))
    #! sqlalchemy.exc.InvalidRequestError: Can't use yield_per with eager loaders that require uniquing or row buffering, e.g. joinedload() against collections or subqueryload().  Consider the selectinload() strategy for better flexibility in loading objects.

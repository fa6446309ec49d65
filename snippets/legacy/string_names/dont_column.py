from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

with Session(engine) as session:
    names = select("name").select_from(Project).order_by("name")
    #! sqlalchemy.exc.ArgumentError: Textual column expression 'name' should be explicitly declared with text('name'), or use column('name') for more specificity
    print(session.scalars(names).all())

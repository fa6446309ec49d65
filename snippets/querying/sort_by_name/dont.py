from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

sort = "newest"

with Session(engine) as session:
    names = select(Project.name).order_by(sort)
    print(session.scalars(names).all())
    #! sqlalchemy.exc.CompileError: Can't resolve label reference for ORDER BY / GROUP BY / DISTINCT etc. Textual SQL expression 'newest' should be explicitly declared as text('newest')

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)

with Session(engine) as session:
    session.execute(
        text("""UPDATE project SET project_metadata = '{"budget":100}'""")
    )
    #! sqlalchemy.exc.StatementError: (sqlalchemy.exc.InvalidRequestError) A value is required for bind parameter '100'
    session.commit()
    print(session.scalars(select(Project.project_metadata)).one())

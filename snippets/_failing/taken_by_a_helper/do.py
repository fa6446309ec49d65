from signup import save
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database()

with Session(engine) as session:
    session.add_all([Project(name="apollo"), Project(name="apollo")])
    save(session)
print("saved")
#> saved

import re
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1, on="postgresql")

key = "project-01"  # The name or the id, from the URL.

form = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
if re.fullmatch(form, key, re.IGNORECASE):
    found = select(Project.name).where(Project.id == UUID(key))
else:
    found = select(Project.name).where(Project.name == key)

with Session(engine) as session:
    print(session.scalars(found).all())
    #> ['project-01']

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

sort = "newest"

orders = {
    "newest": (Project.created_at.desc(), Project.name.desc()),
    "name": (Project.name,),
}

with Session(engine) as session:
    names = select(Project.name).order_by(*orders.get(sort, orders["name"]))
    print(session.scalars(names).all())
    #> ['project-02', 'project-01']

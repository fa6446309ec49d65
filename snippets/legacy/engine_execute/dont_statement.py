from sqlalchemy import select

from domain import Project, new_database

engine = new_database(projects=2)

names = select(Project.name).order_by(Project.name)

print(names.execute().scalars().all())
#! AttributeError: 'Select' object has no attribute 'execute'

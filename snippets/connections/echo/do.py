from sqlalchemy import select

from domain import Project, new_engine

engine = new_engine()

# page: from here
query = select(Project.status).where(Project.name == "apollo")
# page: essence
print(query.compile(engine, compile_kwargs={"literal_binds": True}))
#> SELECT project.status
#> FROM project
#> WHERE project.name = 'apollo'

from sqlalchemy import insert

from domain import Project

statement = insert(Project).values(project_metadata={"budget": 100})

compiled = statement.compile()
print(compiled)
#> INSERT INTO project (status, project_metadata, id) VALUES (:status, :project_metadata, :id)
print(compiled.params["project_metadata"])
#> {'budget': 100}
